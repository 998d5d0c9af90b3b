"""How the book becomes a site: `docs/build` calls Sphinx with this."""

from importlib.metadata import version as installed

project = "options-appraisal"
author = "the contributors to options-appraisal"
copyright = author
version = release = installed("options-appraisal")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx_copybutton"]
exclude_patterns = ["examples", "node_modules"]
language = "en_GB"

# The headings of a page are its addresses, as where the repository is browsed.
myst_heading_anchors = 4
myst_enable_extensions = ["html_admonition", "html_image"]
# Names of figures and inputs stand in tables as they are written, not as typography.
smartquotes = False
# A lexer of the language of a block may not know everything that a block shows; and a picture of a notebook comes in
# several forms, of which Sphinx takes the drawn one.
suppress_warnings = ["misc.highlighting_failure", "mystnb.unknown_mime_type"]

# Notebooks are stored without their output and are run whenever the book is built: one that fails stops the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_execution_show_tb = True
# A notebook says where it is read from; the examples of the book lie beside it.
nb_execution_in_temp = False

autodoc_default_options = {"members": True, "show-inheritance": True, "member-order": "bysource"}
autodoc_typehints = "signature"
autodoc_preserve_defaults = True

html_theme = "furo"
html_title = "options-appraisal"
html_show_sourcelink = False
# Nothing is fetched from elsewhere: the site works from a folder.
html_theme_options = {"top_of_page_buttons": []}
# What other programs make, laid beside the pages: the references of Rust and JavaScript.
html_extra_path = ["../target/book/references"]
templates_path: list[str] = []
