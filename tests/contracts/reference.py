"""The API reference's own examples, byte for byte: facts of the API, with nothing added."""

AUTH_HOST = "https://www.19pine.ai"
VOICE_HOST = "https://agent3-api-gateway-staging.19pine.ai"

REQUEST_CODE = """\
curl -X POST https://www.19pine.ai/api/v2/auth/email/request \\
  -H "Content-Type: application/json" \\
  -d '{
    "email": "you@example.com"
  }'"""

VERIFY_CODE = """\
curl -X POST https://www.19pine.ai/api/v2/auth/email/verify \\
  -H "Content-Type: application/json" \\
  -d '{
    "email": "you@example.com",
    "request_token": "REQUEST_TOKEN",
    "code": "1234"
  }'"""

CREATE_CALL = """\
curl -X POST https://agent3-api-gateway-staging.19pine.ai/api/v2/voice/call \\
  -H "Authorization: Bearer YOUR_ACCESS_TOKEN" \\
  -H "X-Pine-User-Id: YOUR_USER_ID" \\
  -H "Content-Type: application/json" \\
  -d '{
    "dialed_number": "+14155551234",
    "callee_name": "Dr. Smith Office",
    "callee_context": "Local dentist office, open Mon-Fri 9am-5pm",
    "call_objective": "Schedule a dental cleaning appointment for next Tuesday afternoon",
    "caller": "communicator",
    "voice": "female",
    "max_duration_minutes": 10
  }'"""

GET_CALL = """\
curl https://agent3-api-gateway-staging.19pine.ai/api/v2/voice/call/CALL_ID \\
  -H "Authorization: Bearer YOUR_ACCESS_TOKEN" \\
  -H "X-Pine-User-Id: YOUR_USER_ID\""""

STREAM_CALL = """\
curl -N https://agent3-api-gateway-staging.19pine.ai/api/v2/voice/call/CALL_ID/stream \\
  -H "Authorization: Bearer YOUR_ACCESS_TOKEN" \\
  -H "X-Pine-User-Id: YOUR_USER_ID" \\
  -H "Accept: text/event-stream\""""

NEGOTIATOR_BODY = """\
{
  "dialed_number": "+18005551234",
  "callee_name": "Internet Provider Support",
  "callee_context": "Current plan: 200 Mbps at $89.99/mo. Competitor offer: same speed at $49.99/mo.",
  "call_objective": "Negotiate the monthly bill down from $89.99 to $60/mo or less",
  "detailed_instructions": "Target: $60/mo. Acceptable range: up to $65/mo. Mention competitor offer as leverage. \
Do not change plan tier.",
  "caller": "negotiator",
  "voice": "male",
  "max_duration_minutes": 30
}
"""

COMMUNICATOR_BODY = """\
{
  "dialed_number": "+14155559876",
  "callee_name": "The Italian Place",
  "callee_context": "Italian restaurant on Main Street. Making a reservation for dinner.",
  "call_objective": "Make a dinner reservation for 4 people tonight at 7pm",
  "detailed_instructions": "If 7pm is not available, try 7:30 or 8pm. Prefer a booth if possible.",
  "caller": "communicator",
  "voice": "female",
  "max_duration_minutes": 10
}
"""
