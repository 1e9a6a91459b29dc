"""Troubles in the user's words: each carries one sentence that says what to do."""


class ProjectError(Exception):
    """A known trouble; its text is one sentence for the person at the keyboard."""


class NotAProject(ProjectError):
    """The file is no Workbench project, or not one that this program would write."""


class NewerProject(ProjectError):
    """The project was written by a newer version of the program."""


class DamagedProject(ProjectError):
    """The file is a project, but its bytes or its contents are broken."""


class LockedProject(ProjectError):
    """Somebody else has the project open."""


class ReadOnlyProject(ProjectError):
    """The file or its folder cannot be written."""


class FullDisk(ProjectError):
    """There was no room to save; nothing was changed."""


class ChangedSince(ProjectError):
    """An undo would overwrite something that was changed in the meantime."""


class Invalid(ProjectError):
    """What was asked for does not fit the project: an unknown tag, a span outside the text."""
