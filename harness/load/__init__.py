"""Scenario files and settings -> the model: include, variables, defaults, checks matched to the table, JSON Schema."""

from harness.load.schema import scenario_schema, settings_schema
from harness.load.settings import Settings, load_settings
from harness.load.suites import LoadedSuites, load_suites

__all__ = ["LoadedSuites", "Settings", "load_settings", "load_suites", "scenario_schema", "settings_schema"]
