# Everything a user or CI does with Broadsheet. `make run` and `make test` work on a fresh Debian 12
# machine that has the Swift toolchain; the Debian packages they need are named here and nowhere else.

PACKAGES      := libzip-dev libxml2-dev libxlsxwriter-dev libisal-dev zlib1g-dev libsqlite3-dev \
                 libssl-dev libcurl4-openssl-dev pkg-config tzdata
TEST_PACKAGES := python3 python3-venv libreoffice-calc-nogui libexcel-writer-xlsx-perl time unzip mount rsync \
                 openssh-client openssh-server chromium fonts-noto-cjk

BINARY := .build/release/broadsheet
PYTHON := .build/python/bin/python
CORPUS := .build/corpus
BUILD  := swift build -c release --static-swift-stdlib --product broadsheet
FORMAT := swift format
# The tests' own product needs no debug build of the program, which they do not run.
BUILD_TESTS := swift build --product broadsheetPackageTests
TESTS  := BROADSHEET_BINARY=$(CURDIR)/$(BINARY) BROADSHEET_TEST_PYTHON=$(CURDIR)/$(PYTHON) \
  BROADSHEET_TEST_CORPUS=$(CURDIR)/$(CORPUS) swift test --skip-build --parallel
SWIFT_SOURCES := Sources Tests Package.swift

.PHONY: all run build install check test corpus packages test-packages lint format bench races fuzz clean samples reference tour

PREFIX  := /usr/local
DESTDIR :=

all: build

# Builds, sends the sample bill and says where the results are.
run: build
	$(BINARY) send Samples/monthly-bill.xlsx --template monthly-bill --yes

build: packages
	$(BUILD)

# Installs the program, its manual page, completions and units below PREFIX; see Packaging/README.md.
install: build
	install -D $(BINARY) $(DESTDIR)$(PREFIX)/bin/broadsheet
	mkdir -p .build/packaging
	python3 Packaging/make_manual.py $(BINARY) > .build/packaging/broadsheet.1
	for shell in bash zsh fish; do \
	  $(BINARY) --generate-completion-script $$shell > .build/packaging/broadsheet.$$shell || exit 1; done
	for unit in Packaging/*.service Packaging/*.timer; do \
	  sed 's|@PREFIX@|$(PREFIX)|g' $$unit > .build/packaging/$${unit##*/} || exit 1; \
	  install -D -m 644 .build/packaging/$${unit##*/} $(DESTDIR)$(PREFIX)/lib/systemd/system/$${unit##*/}; done
	install -D -m 644 .build/packaging/broadsheet.1 $(DESTDIR)$(PREFIX)/share/man/man1/broadsheet.1
	install -D -m 644 .build/packaging/broadsheet.bash \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/broadsheet
	install -D -m 644 .build/packaging/broadsheet.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_broadsheet
	install -D -m 644 .build/packaging/broadsheet.fish \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/broadsheet.fish
	install -D -m 644 Packaging/broadsheet.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/broadsheet.conf
	install -D -m 644 Packaging/broadsheet.logrotate $(DESTDIR)/etc/logrotate.d/broadsheet

# What to run after a change: lint, and the tests of every module; a minute after a build.
check: packages test-packages $(PYTHON) $(CORPUS) lint
	$(BUILD_TESTS)
	$(TESTS) --skip CommandLineTests

# Everything: what `check` has, then the program as it is released, from its command line.
test: build check
	$(TESTS) --filter CommandLineTests

# Workbooks and CSV files by every writer at hand, each with its expected values beside it.
corpus: $(CORPUS)

$(CORPUS): $(PYTHON) $(wildcard Tests/Corpus/*.py)
	rm -rf $@
	$(PYTHON) -W ignore Tests/Corpus/make_corpus.py $@

# Python with the independent programs that the tests compare with.
$(PYTHON): Tests/requirements.txt | test-packages
	python3 -m venv .build/python
	.build/python/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	@touch $@

packages:
	@$(call install,$(PACKAGES))

test-packages:
	@$(call install,$(TEST_PACKAGES))

# Installs those of the packages that are missing; asks for root only then.
define install
missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
if [ -n "$$missing" ]; then \
  echo "installing" $$missing; \
  sudo=$$([ $$(id -u) = 0 ] || echo sudo); \
  $$sudo apt-get update -q >/dev/null && \
  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing >/dev/null; \
fi
endef

lint:
	$(FORMAT) lint --strict --recursive $(SWIFT_SOURCES)
	python3 Scripts/house.py

format:
	$(FORMAT) --in-place --recursive $(SWIFT_SOURCES)

# Times each stage and the whole job on generated sheets; see Benchmarks/README.md.
bench: build test-packages
	BROADSHEET_BENCH=1 swift build -c release --static-swift-stdlib --scratch-path .build/bench \
	  --product stages
	Benchmarks/run.sh .build/bench/release/stages
	python3 Benchmarks/ledger.py $(BINARY)

# Sends the sample under the thread sanitizer, with and without a ledger; the first data race ends it.
races: packages
	swift build --sanitize=thread --scratch-path .build/races --product broadsheet
	TSAN_OPTIONS=halt_on_error=1 .build/races/debug/broadsheet send Samples/monthly-bill.xlsx \
	  --template monthly-bill --output .build/races/output --yes --quiet
	rm -rf .build/races/workspace
	.build/races/debug/broadsheet init .build/races/workspace
	for task in first second; do TSAN_OPTIONS=halt_on_error=1 .build/races/debug/broadsheet send \
	  Samples/monthly-bill.xlsx --template monthly-bill --templates Templates --task $$task \
	  --workspace .build/races/workspace --yes --quiet || exit 1; done

# Fuzzes each reader and parser for SECONDS, two side by side; inputs that break one stay in .build/fuzz.
SECONDS := 60
fuzz: packages $(CORPUS)
	BROADSHEET_FUZZ=1 swift build -c release --scratch-path .build/fuzz/build --product fuzz \
	  --sanitize fuzzer --sanitize address \
	  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp
	rm -rf .build/fuzz/seeds
	$(PYTHON) Tests/Fuzzing/make_seeds.py $(CORPUS) .build/fuzz/seeds
	Tests/Fuzzing/run.sh .build/fuzz/build/release/fuzz .build/fuzz/seeds .build/fuzz $(SECONDS)

# The page of all commands, from the program's own help.
reference: build
	python3 Scripts/make_reference.py $(BINARY) > Docs/reference.md

# What the commands of the tour say now.
tour: build
	python3 Scripts/make_tour.py $(BINARY)

# Makes the sample sheets again; they are committed, this is how they were made.
samples: $(PYTHON)
	$(PYTHON) Scripts/make_samples.py

clean:
	swift package clean
	rm -rf .build/python
