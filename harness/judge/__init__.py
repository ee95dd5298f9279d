"""Sentences about calls judged by a model, through any server with an OpenAI-compatible API."""

from harness.judge.cache import VerdictCache
from harness.judge.client import OpenAiJudge
from harness.judge.config import JudgeConfig

__all__ = ["JudgeConfig", "OpenAiJudge", "VerdictCache"]
