"""Asks one language model on the intranet: one bounded HTTP exchange at a time, at the set address and no other."""

from luoshi.endpoint.address import Address, Endpoint, endpoint
from luoshi.endpoint.chat import ask
from luoshi.endpoint.refusals import EndpointFailed

__all__ = ["Address", "Endpoint", "EndpointFailed", "ask", "endpoint"]
