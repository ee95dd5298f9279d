"""Simulated calls, pure: (brief, persona, call date, seed) -> transcript, books, timing.

Agenda-based dialogue simulation on acts (Schatzmann et al. 2007), with time-dependent concession (Faratin et al. 1998).
"""

from mock_gateway.simulation.choice import choose_persona
from mock_gateway.simulation.conversation import Conversation, SpokenTurn
from mock_gateway.simulation.engine import simulate
from mock_gateway.simulation.persona import Persona

__all__ = ["Conversation", "Persona", "SpokenTurn", "choose_persona", "simulate"]
