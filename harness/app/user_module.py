"""Functions of modules in a suite's folder, and the lines of them in a traceback."""

import importlib.util
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from harness.model.values import Json
from harness.registry import nearest

_PRODUCT = Path(__file__).parents[1]


class CannotLoad(Exception):
    """There is no such function; the message says what is missing and what is near."""


class UserModules:
    """The modules that were asked for, each loaded once."""

    def __init__(self) -> None:
        self._loaded: dict[Path, ModuleType] = {}
        # sys.path and sys.modules are the process's own: one module is loaded at a time.
        self._loading = threading.Lock()

    def function(self, folder: Path, name: str) -> Callable[..., Json]:
        """Return the function that `module:function` names.

        Raises CannotLoad where there is none, and whatever the module raises while it is loaded.
        """
        module_name, _, function_name = name.partition(":")
        path = folder.joinpath(*module_name.split(".")).with_suffix(".py")
        if not path.is_file():
            modules = [found.stem for found in folder.glob("*.py")]
            raise CannotLoad(f"there is no {path.name} in {path.parent}{_hint(module_name, modules)}")
        module = self._module(path, folder)
        found = getattr(module, function_name, None)
        if not callable(found):
            functions = [known for known, value in vars(module).items() if callable(value)]
            raise CannotLoad(f"{path.name} has no function {function_name!r}{_hint(function_name, functions)}")
        function: Callable[..., Json] = found
        return function

    def _module(self, path: Path, folder: Path) -> ModuleType:
        with self._loading:
            if path not in self._loaded:
                with _importing_from(folder):
                    self._loaded[path] = _load(path, number=len(self._loaded))
            return self._loaded[path]


def own_lines(error: BaseException) -> str:
    """Return a traceback without the frames of this product, which led to the user's code."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if not Path(frame.filename).is_relative_to(_PRODUCT) and not frame.filename.startswith("<frozen importlib")
    ]
    head = ["Traceback (most recent call last):\n", *traceback.format_list(frames)] if frames else []
    return "".join([*head, *traceback.format_exception_only(error)]).rstrip()


def _load(path: Path, *, number: int) -> ModuleType:
    # Known under a name of its own: two suites may each have a checks.py.
    spec = importlib.util.spec_from_file_location(f"pine_harness_user_code_{number}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module  # dataclasses and pydantic look their module up there
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[module.__name__]
        raise
    return module


@contextmanager
def _importing_from(folder: Path) -> Iterator[None]:
    """Let a module import its neighbours, and forget them afterwards: another suite's may have the same names."""
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            top = name.partition(".")[0]
            if folder.joinpath(f"{top}.py").is_file() or folder.joinpath(top).is_dir():
                del sys.modules[name]


def _hint(name: str, names: list[str]) -> str:
    found = nearest(name, names)
    return f"; did you mean {found!r}?" if found else ""
