import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.model.exchange import StreamEvent
from harness.wire.sse import OversizedStreamError, SseDecoder, encode


def decode(*chunks: bytes, max_event_bytes: int = 10_000) -> list[StreamEvent]:
    decoder = SseDecoder(max_event_bytes=max_event_bytes)
    return [event for chunk in chunks for event in decoder.feed(chunk, 1.5)]


def message(data: str, *, event: str = "message", event_id: str = "") -> StreamEvent:
    return StreamEvent(at_s=1.5, event=event, data=data, event_id=event_id)


def comment(text: str) -> StreamEvent:
    return StreamEvent(at_s=1.5, comment=text)


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        pytest.param(b"data: a\n\n", [message("a")], id="one line"),
        pytest.param(b"event: result\nid: 7\ndata: {}\n\n", [message("{}", event="result", event_id="7")], id="named"),
        pytest.param(b"data: a\ndata:\ndata: b\n\n", [message("a\n\nb")], id="several data lines"),
        pytest.param(b"data\n\n", [message("")], id="a field without a colon has an empty value"),
        pytest.param(b"data:  two\n\n", [message(" two")], id="one leading space goes"),
        pytest.param(b"data:a:b\n\n", [message("a:b")], id="the first colon splits"),
        pytest.param(b"event: x\n\ndata: a\n\n", [message("a")], id="no data, no event, and the name is forgotten"),
        pytest.param(b"\n\n\n", [], id="blank lines"),
        pytest.param(b": ping\n\n:\n", [comment("ping"), comment("")], id="comments"),
        pytest.param(b"data: a\n: c\ndata: b\n\n", [comment("c"), message("a\nb")], id="a comment inside an event"),
        pytest.param(b"retry: 10\nfoo: bar\nDATA: x\ndata: a\n\n", [message("a")], id="retry and unknown are ignored"),
        pytest.param(b"data: a\n", [], id="unfinished at the end"),
        pytest.param(b"data: a", [], id="unfinished line at the end"),
        pytest.param(b"\xef\xbb\xbfdata: a\n\n", [message("a")], id="byte order mark"),
        pytest.param(b"\n\xef\xbb\xbfdata: a\n\n", [], id="a byte order mark later is part of the field's name"),
        pytest.param(b"data: a\rdata: b\r\r", [message("a\nb")], id="CR"),
        pytest.param(b"data: a\r\ndata: b\r\n\r\n", [message("a\nb")], id="CRLF"),
        pytest.param(b"data: a\n\rdata: b\r\n\n", [message("a"), message("b")], id="LF CR is two line ends"),
        pytest.param(
            "data: a\u2028b\x85c\x0bd\x1ee\n\n".encode(), [message("a\u2028b\x85c\x0bd\x1ee")], id="no more ends"
        ),
        pytest.param(b"data: \xff\xc3\n\n", [message("\ufffd\ufffd")], id="broken UTF-8"),
    ],
)
def test_reads_a_stream_as_the_standard_says(stream: bytes, expected: list[StreamEvent]) -> None:
    """Every rule of the WHATWG parsing section gives the events the standard gives."""
    assert decode(stream) == expected


@pytest.mark.parametrize(
    ("stream", "ids", "last"),
    [
        pytest.param(b"id: 1\ndata: a\n\ndata: b\n\n", ["1", "1"], "1", id="stays for later events"),
        pytest.param(b"id: 1\ndata: a\n\nid\ndata: b\n\n", ["1", ""], "", id="an empty id resets it"),
        pytest.param(b"id: 1\ndata: a\n\nid: 2\x003\ndata: b\n\n", ["1", "1"], "1", id="an id with NUL is ignored"),
        pytest.param(b"id: 1\n\n", [], "1", id="a block without data sets it"),
        pytest.param(b"data: a\n\nid: 9\n", [""], "", id="an unfinished block does not"),
    ],
)
def test_keeps_the_last_event_id(stream: bytes, ids: list[str], last: str) -> None:
    """The id to send as Last-Event-Id is the one of the last finished block."""
    decoder = SseDecoder()
    events = decoder.feed(stream, 0.0)
    assert ([event.event_id for event in events], decoder.last_event_id) == (ids, last)


def test_gives_an_event_out_at_its_final_cr() -> None:
    """An event ended by CR is not held back until the next chunk shows whether LF follows."""
    decoder = SseDecoder()
    assert decoder.feed(b"data: a\r\n\r", 3.0) == [StreamEvent(at_s=3.0, event="message", data="a")]
    assert decoder.feed(b"\n", 4.0) == []


def test_an_event_has_the_time_of_the_chunk_that_ended_it() -> None:
    """`at_s` is when the last byte of the event came, not the first."""
    decoder = SseDecoder()
    decoder.feed(b"data: a\n", 1.0)
    assert [event.at_s for event in decoder.feed(b"\n", 2.0)] == [2.0]


LINES = st.sampled_from(
    [
        b"data: \xc3\xa9\xf0\x9f\x98\x80",
        b"data",
        b"data: x",
        b"id: 4",
        b"id: \x00",
        b"event: result",
        b": beat",
        b"",
        b"\xff",
    ]
)
ENDS = st.sampled_from([b"\n", b"\r", b"\r\n"])
STREAMS = st.one_of(
    st.lists(st.tuples(LINES, ENDS)).map(lambda pairs: b"".join(line + end for line, end in pairs)),
    st.lists(st.sampled_from([b"\r", b"\n", b":", b"data", b" ", b"id", b"\xef\xbb\xbf", b"\xc3"])).map(b"".join),
)


@settings(deadline=None)
@given(stream=STREAMS, cuts=st.lists(st.integers(0, 200)))
def test_any_chunking_gives_the_same_events(stream: bytes, cuts: list[int]) -> None:
    """Where the network cuts the stream changes nothing, within a character, a line end or the byte order mark."""
    bounds = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    chunks = [stream[start:end] for start, end in itertools.pairwise(bounds)]
    assert decode(*chunks) == decode(stream) == decode(*(stream[i : i + 1] for i in range(len(stream))))


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NAME = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"))


@settings(deadline=None)
@given(data=TEXT.filter(lambda text: "\r" not in text), name=NAME.filter(bool), event_id=NAME)
def test_an_encoded_event_reads_back(data: str, name: str, event_id: str) -> None:
    """Encoding then decoding gives the same event, whatever its text (a CR is a line end and would come back as LF)."""
    event = message(data, event=name, event_id=event_id)
    assert decode(encode(event)) == [event]


@settings(deadline=None)
@given(text=NAME)
def test_an_encoded_comment_reads_back(text: str) -> None:
    """Encoding then decoding gives the same heartbeat."""
    assert decode(encode(comment(text))) == [comment(text)]


@pytest.mark.parametrize("event", [message("", event="a\nb"), message("", event_id="a\rb"), message("", event_id="\0")])
def test_refuses_to_encode_what_the_format_cannot_carry(event: StreamEvent) -> None:
    """A name with a line end would inject fields, so it is an error."""
    with pytest.raises(ValueError, match="cannot carry"):
        encode(event)


@pytest.mark.parametrize(
    ("chunks", "what"),
    [
        pytest.param([b"data: a\n\ndata: " + b"x" * 30], "line", id="one long chunk"),
        pytest.param([b"data: a\n\n", *[b"x" * 10] * 4], "line", id="a line that never ends"),
        pytest.param([b"data: a\n\n" + b"data: 12345678\n" * 3], "data of one event", id="an event that never ends"),
    ],
)
def test_an_endless_line_or_event_is_an_error(chunks: list[bytes], what: str) -> None:
    """Memory is bounded whatever a gateway sends, and the error says what grew."""
    with pytest.raises(OversizedStreamError, match=f"{what} .*longer than 25 bytes"):
        decode(*chunks, max_event_bytes=25)


def test_what_came_before_an_oversized_line_is_kept() -> None:
    """A result in the same chunk as the oversized line is handed over with the error."""
    with pytest.raises(OversizedStreamError) as caught:
        SseDecoder(max_event_bytes=20).feed(b"data: a\n\n" + b"x" * 30, 1.5)
    assert caught.value.events == (message("a"),)
