"""The other generators: where they come from, how they are called, and what their output needs to be a crate."""

import importlib.metadata
import os
import pathlib
import re
import subprocess
import sys

import measure

CACHE = measure.OUT / "tools"

# For generators that give modules but no crate.
NO_CRATE = '[package]\nname = "output"\nversion = "0.1.0"\nedition = "2024"\n\n[lib]\npath = "src/mod.rs"\n\n'


class Tool:
    """A generator from a package registry."""

    package = ""
    binary = ""

    def install(self):
        if not self.program().exists():
            measure.must(
                ["cargo", "install", "--locked", "--root", CACHE, self.package],
                env={**os.environ, "CARGO_TARGET_DIR": str(CACHE / "target")},
            )

    def program(self):
        return CACHE / "bin" / (self.binary or self.package)

    def version(self):
        """As Cargo noted it when it installed the package."""
        text = (CACHE / ".crates.toml").read_text()
        return re.search(rf'^"{self.package} (\S+) ', text, re.MULTILINE).group(1)

    def command(self, document, out):
        raise NotImplementedError

    def finish(self, out):
        """Makes a crate of the output."""


class Progenitor(Tool):
    package = "cargo-progenitor"

    def command(self, document, out):
        return [self.program(), "progenitor", "-i", document, "-o", out, "-n", "output", "-v", "0.1.0"]


class Oas3Gen(Tool):
    package = "oas3-gen"

    def command(self, document, out):
        return [self.program(), "generate", "-i", document, "-o", out, "--workspace", "client-mod"]


class Ploidy(Tool):
    package = "ploidy"

    def command(self, document, out):
        return [self.program(), "generate", "rust", document, "-o", out, "--name", "output"]


class OpenapiToRust(Tool):
    package = "openapi-to-rust"

    def command(self, document, out):
        return [self.program(), "generate", document, "--output-dir", out / "src", "--quiet"]

    def finish(self, out):
        (out / "Cargo.toml").write_text(NO_CRATE + (out / "src" / "REQUIRED_DEPS.toml").read_text())


class OpenapiGenerator(Tool):
    package = "openapi-generator-cli"
    folder = CACHE / "python"

    def install(self):
        if not self.program().exists():
            measure.must(
                [sys.executable, "-m", "pip", "install", "--quiet", "--target", self.folder, self.package]
            )

    def program(self):
        return self.folder / "openapi_generator_cli" / "openapi-generator.jar"

    def version(self):
        (found,) = importlib.metadata.distributions(name=self.package, path=[str(self.folder)])
        return found.version

    def command(self, document, out):
        # Its parser stops at 3 MB of YAML if it is not told otherwise.
        return [
            "java", "-DmaxYamlCodePoints=1000000000", "-jar", self.program(), "generate",
            "-g", "rust", "-i", document, "-o", out, "--skip-validate-spec",
        ]


ALL = [Progenitor(), Oas3Gen(), Ploidy(), OpenapiToRust(), OpenapiGenerator()]
