"""Declarative test harness for the Pine Voice API: scenarios, runner, grader and reports."""

__version__ = "0.1.0"
