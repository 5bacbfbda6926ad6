"""Verbs about Neiqin itself: demonstration, templates, reference, installation."""

from __future__ import annotations

from argparse import Namespace

from macros.files import keep_filled_in
from macros.outcome import Outcome, UsageError


def open_demo(arguments: Namespace) -> Outcome:
    from macros.demo import demo

    return demo(arguments.dir, arguments.policies, arguments.seed)


def open_template(arguments: Namespace) -> Outcome:
    from xlsx_templates.builder import build_template
    from xlsx_templates.catalogue import TEMPLATES

    unknown = [name for name in arguments.names if name not in TEMPLATES]
    if unknown:
        raise UsageError(f"没有这个模板：{'、'.join(unknown)}。可用：{'、'.join(TEMPLATES)}")
    names = arguments.names or list(TEMPLATES)
    keep_filled_in([arguments.out / TEMPLATES[name].file_name for name in names])
    files = [build_template(name, arguments.out) for name in names]
    return Outcome([str(path) for path in files], files=files)


def open_udfs(arguments: Namespace) -> Outcome:
    from udfs.listing import listing, rows

    try:
        return Outcome([listing(arguments.names)], data={"functions": rows()})
    except ValueError as error:
        raise UsageError(str(error)) from error


def open_doctor(arguments: Namespace) -> Outcome:
    from macros.doctor import doctor

    return doctor(arguments.db, arguments.trust)


def open_kit(arguments: Namespace) -> Outcome:
    from macros.kit import kit

    return kit(arguments.out, wheels=arguments.wheels)


def open_serve(arguments: Namespace) -> Outcome:
    from udfs.web.serving import serve

    return serve(arguments.port, arguments.db, arguments.reference)
