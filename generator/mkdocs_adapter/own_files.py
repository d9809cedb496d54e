"""Own files: of what lies in ``docs/``, the project's own; what leads out of it is refused."""

from __future__ import annotations

from pathlib import Path, PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from ..content.left_behind import is_left_behind
from ..content.readable import unfit
from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase


def own_files(files: Files, config: MkDocsConfig) -> Files:
    """The files of ``docs/`` less what programs have left there.

    Raises:
        GeneratorError: where one is a link that leads out of the project, or no file.
    """
    folder = Path(config.docs_dir)
    for file in list(files):
        if file.src_dir is None or Path(file.src_dir) != folder:
            continue
        if is_left_behind(PurePath(file.src_uri)):
            files.remove(file)
        elif file.inclusion is not InclusionLevel.EXCLUDED and (
            reason := unfit(folder / file.src_uri, folder)
        ):
            name = f"{folder.name}/{file.src_uri}"
            raise GeneratorError(phrase("unfit", file=name, reason=reason))
    return files
