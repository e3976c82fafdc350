package kontor;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of who may know whom. A new arrow is a new word here, seen in the diff. */
class ArchitectureTest {

    static final JavaClasses KONTOR =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("kontor");

    /** In sources and templates; constants leave no other trace than their import. */
    private static final Pattern NAMED = Pattern.compile("\\bkontor\\.([a-z0-9]+)\\.[A-Z]");

    private static final Pattern DRAWN =
            Pattern.compile("([a-z0-9]+) [^|:]*-> ?([^|:]*?)(?:  [^|]*|[;:][^|]*)?");

    /** Each room and the rooms it may call, from the ground up; only {@code app} sees all. */
    private static final Map<String, Set<String>> MAP =
            Map.ofEntries(
                    Map.entry("core", Set.of()),
                    Map.entry("domestic", Set.of("core")),
                    Map.entry("identifiers", Set.of("core", "domestic")),
                    Map.entry("postgres", Set.of()),
                    Map.entry("shares", Set.of()),
                    Map.entry("encodings", Set.of()),
                    Map.entry("sameness", Set.of("encodings")),
                    Map.entry("db", Set.of("core", "postgres", "shares")),
                    Map.entry("disks", Set.of("postgres")),
                    Map.entry("embedded", Set.of("postgres", "disks")),
                    Map.entry("jobs", Set.of("core", "db")),
                    Map.entry("leases", Set.of("core", "db")),
                    Map.entry("nearnames", Set.of()),
                    Map.entry("plainwords", Set.of()),
                    Map.entry("bookednames", Set.of("core", "db", "jobs", "plainwords", "wire")),
                    Map.entry("wire", Set.of("core", "filenature", "identifiers", "nearnames")),
                    Map.entry("spellings", Set.of("core", "wire")),
                    Map.entry("xml", Set.of("core")),
                    Map.entry("bankwords", Set.of("core", "xml")),
                    Map.entry("iso20022", Set.of("core", "xml", "bankwords")),
                    Map.entry("seals", Set.of()),
                    Map.entry("sealkeys", Set.of("core", "wire", "seals", "vault")),
                    Map.entry("autogiro", Set.of("core", "seals")),
                    Map.entry(
                            "testbankgirot", Set.of("core", "db", "seals", "autogiro", "testbank")),
                    Map.entry(
                            "bankgirot",
                            Set.of(
                                    "credittransfers",
                                    "payercredits",
                                    "undermandates",
                                    "core",
                                    "domestic",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "http",
                                    "autogiro",
                                    "seals",
                                    "sealkeys",
                                    "changes",
                                    "resources",
                                    "cases",
                                    "connections",
                                    "banks",
                                    "originals",
                                    "accounts",
                                    "mandates",
                                    "payments",
                                    "directdebits")),
                    Map.entry(
                            "girofacts",
                            Set.of(
                                    "db",
                                    "encodings",
                                    "matchmarks",
                                    "autogiro",
                                    "cases",
                                    "banks",
                                    "accounts")),
                    Map.entry(
                            "mandatenews",
                            Set.of(
                                    "core",
                                    "domestic",
                                    "payments",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "autogiro",
                                    "changes",
                                    "connections",
                                    "cases",
                                    "banks",
                                    "accounts",
                                    "counterparties",
                                    "mandates",
                                    "bankgirot",
                                    "girofacts")),
                    Map.entry(
                            "gironews",
                            Set.of(
                                    "credittransfers",
                                    "core",
                                    "db",
                                    "autogiro",
                                    "seals",
                                    "changes",
                                    "connections",
                                    "cases",
                                    "banks",
                                    "counterparties",
                                    "payments",
                                    "directdebits",
                                    "mandatenews",
                                    "bankgirot",
                                    "girofacts")),
                    Map.entry(
                            "prenotifications",
                            Set.of(
                                    "onerow",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "mail",
                                    "warnings",
                                    "mandates",
                                    "payments",
                                    "directdebits")),
                    Map.entry("bgmax", Set.of("core", "db", "autogiro", "banks")),
                    Map.entry(
                            "cancellations",
                            Set.of(
                                    "credittransfers",
                                    "core",
                                    "db",
                                    "changes",
                                    "http",
                                    "resources",
                                    "approvals",
                                    "mandates",
                                    "payments",
                                    "directdebits")),
                    Map.entry("proof", Set.of("core", "iso20022")),
                    Map.entry(
                            "entryviews",
                            Set.of("core", "identifiers", "wire", "bankwords", "iso20022")),
                    Map.entry("filenature", Set.of()),
                    Map.entry("sheets", Set.of()),
                    Map.entry("deferred", Set.of("core", "wire")),
                    Map.entry(
                            "mandatepapers",
                            Set.of(
                                    "core",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "iam",
                                    "entities",
                                    "accounts",
                                    "mandates",
                                    "selections",
                                    "payments",
                                    "directdebits")),
                    Map.entry(
                            "portfolios",
                            Set.of(
                                    "core",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "changes",
                                    "uploads",
                                    "accounts",
                                    "counterparties",
                                    "mandates")),
                    Map.entry(
                            "mandateimports",
                            Set.of(
                                    "core",
                                    "shares",
                                    "db",
                                    "jobs",
                                    "leases",
                                    "wire",
                                    "sameness",
                                    "deferred",
                                    "http",
                                    "changes",
                                    "resources",
                                    "uploads",
                                    "sheets",
                                    "portfolios")),
                    Map.entry("payeechecks", Set.of("wire")),
                    Map.entry("events", Set.of("encodings", "core", "db")),
                    Map.entry("visits", Set.of("core")),
                    Map.entry(
                            "http",
                            Set.of(
                                    "sameness",
                                    "core",
                                    "encodings",
                                    "shares",
                                    "db",
                                    "wire",
                                    "security",
                                    "visits")),
                    Map.entry("pages", Set.of("encodings", "core", "http", "visits")),
                    Map.entry("forms", Set.of("core", "db", "http", "visits", "wire", "changes")),
                    Map.entry(
                            "batchpages",
                            Set.of(
                                    "approvaltasks",
                                    "principals",
                                    "assents",
                                    "resources",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "changes",
                                    "uploads",
                                    "iam",
                                    "approvals",
                                    "accounts",
                                    "mandates",
                                    "batches",
                                    "exports",
                                    "directdebits",
                                    "credittransfers",
                                    "forms",
                                    "pageparts",
                                    "pages",
                                    "portfolios",
                                    "mandateimports",
                                    "sheets")),
                    Map.entry(
                            "exports",
                            Set.of(
                                    "rtransactions",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "pages",
                                    "selections",
                                    "payments",
                                    "directdebits",
                                    "credittransfers",
                                    "mandates",
                                    "counterparties",
                                    "expectations",
                                    "transactions",
                                    "sheets")),
                    Map.entry(
                            "paymentpages",
                            Set.of(
                                    "mandates",
                                    "payercredits",
                                    "principals",
                                    "assents",
                                    "pageparts",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "changes",
                                    "accounts",
                                    "approvals",
                                    "identifiers",
                                    "payments",
                                    "selections",
                                    "waiting",
                                    "warnings",
                                    "timelines",
                                    "banks",
                                    "pauses",
                                    "payeechecks",
                                    "paymentmetadata",
                                    "paymentdetails",
                                    "directdebits",
                                    "credittransfers",
                                    "forms",
                                    "pages")),
                    Map.entry(
                            "paymentmetadata",
                            Set.of(
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "metadata",
                                    "approvals",
                                    "transactions",
                                    "payments")),
                    Map.entry(
                            "paymentdetails",
                            Set.of(
                                    "rtransactions",
                                    "core",
                                    "identifiers",
                                    "payments",
                                    "timelines",
                                    "pages")),
                    Map.entry(
                            "messagepages",
                            Set.of("core", "wire", "http", "banks", "bankfiles", "pages")),
                    Map.entry(
                            "paymentforms",
                            Set.of(
                                    "payercredits",
                                    "deciders",
                                    "pageparts",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "changes",
                                    "accounts",
                                    "counterparties",
                                    "mandates",
                                    "payments",
                                    "previews",
                                    "directdebits",
                                    "credittransfers",
                                    "forms",
                                    "pages")),
                    Map.entry(
                            "settingsparts",
                            Set.of(
                                    "changerequests",
                                    "core",
                                    "db",
                                    "wire",
                                    "forms",
                                    "pages",
                                    "iam",
                                    "approvals",
                                    "metadata",
                                    "exchangerates",
                                    "entities",
                                    "accounts")),
                    Map.entry(
                            "changepages",
                            Set.of(
                                    "core",
                                    "wire",
                                    "http",
                                    "changes",
                                    "changerequests",
                                    "forms",
                                    "pages",
                                    "pageparts",
                                    "settingsparts")),
                    Map.entry(
                            "chainpages",
                            Set.of(
                                    "deciders",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "changes",
                                    "forms",
                                    "pages",
                                    "settingsparts",
                                    "approvals",
                                    "accounts")),
                    Map.entry(
                            "settingspages",
                            Set.of(
                                    "prenotifications",
                                    "principals",
                                    "secrets",
                                    "mail",
                                    "core",
                                    "wire",
                                    "http",
                                    "visits",
                                    "events",
                                    "changes",
                                    "forms",
                                    "pages",
                                    "settingsparts",
                                    "iam",
                                    "metadata",
                                    "exchangerates",
                                    "entities",
                                    "accounts",
                                    "sheets")),
                    Map.entry(
                            "reviewpages",
                            Set.of(
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "identifiers",
                                    "changes",
                                    "changerequests",
                                    "payeereviews",
                                    "forms",
                                    "pages",
                                    "settingsparts")),
                    Map.entry(
                            "limitpages",
                            Set.of(
                                    "core",
                                    "wire",
                                    "http",
                                    "visits",
                                    "changes",
                                    "forms",
                                    "pages",
                                    "settingsparts",
                                    "iam",
                                    "paymentlimits")),
                    Map.entry(
                            "bankpages",
                            Set.of(
                                    "sealkeys",
                                    "habits",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "changes",
                                    "forms",
                                    "pages",
                                    "pauses",
                                    "iam",
                                    "connections",
                                    "banks",
                                    "cases",
                                    "accounts",
                                    "emergency",
                                    "testbank",
                                    "testbankgirot")),
                    Map.entry(
                            "dashboard",
                            Set.of(
                                    "changerequests",
                                    "pageparts",
                                    "search",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "iam",
                                    "identifiers",
                                    "accounts",
                                    "statements",
                                    "approvals",
                                    "waiting",
                                    "overviews",
                                    "charts",
                                    "pages")),
                    Map.entry("charts", Set.of("core", "pages")),
                    Map.entry(
                            "overviews",
                            Set.of(
                                    "core",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "approvals",
                                    "accounts",
                                    "entities",
                                    "connections",
                                    "banks",
                                    "cases",
                                    "transactions",
                                    "statements",
                                    "mandates",
                                    "payments",
                                    "directdebits",
                                    "credittransfers",
                                    "waiting")),
                    Map.entry(
                            "pageparts",
                            Set.of(
                                    "autogiro",
                                    "http",
                                    "assents",
                                    "core",
                                    "identifiers",
                                    "visits",
                                    "forms",
                                    "db",
                                    "wire",
                                    "events",
                                    "changes",
                                    "resources",
                                    "iam",
                                    "accounts",
                                    "approvals",
                                    "counterparties",
                                    "warnings",
                                    "pages")),
                    Map.entry(
                            "cashpages",
                            Set.of(
                                    "core",
                                    "db",
                                    "http",
                                    "visits",
                                    "wire",
                                    "identifiers",
                                    "forms",
                                    "pages",
                                    "pageparts",
                                    "charts",
                                    "reporting",
                                    "entities",
                                    "accounts",
                                    "cases",
                                    "transactions",
                                    "pending",
                                    "statements")),
                    Map.entry(
                            "partypages",
                            Set.of(
                                    "payercredits",
                                    "bankgirot",
                                    "core",
                                    "db",
                                    "http",
                                    "visits",
                                    "wire",
                                    "identifiers",
                                    "changes",
                                    "forms",
                                    "pages",
                                    "pageparts",
                                    "payeereviews",
                                    "accounts",
                                    "counterparties",
                                    "mandates",
                                    "selections",
                                    "payments",
                                    "directdebits",
                                    "credittransfers",
                                    "mandatepapers")),
                    Map.entry("snippets", Set.of("encodings")),
                    Map.entry("guides", Set.of()),
                    Map.entry("manual", Set.of("core")),
                    Map.entry(
                            "mailpages",
                            Set.of("core", "db", "http", "iam", "mail", "pages", "wire")),
                    Map.entry(
                            "reference",
                            Set.of(
                                    "encodings",
                                    "http",
                                    "wire",
                                    "pages",
                                    "snippets",
                                    "guides",
                                    "manual")),
                    Map.entry("logs", Set.of()),
                    Map.entry(
                            "config",
                            Set.of(
                                    "addresses",
                                    "logs",
                                    "mail",
                                    "nearnames",
                                    "openid",
                                    "postgres",
                                    "retention",
                                    "secrets",
                                    "server",
                                    "sessions",
                                    "shares",
                                    "vault")),
                    Map.entry("security", Set.of("core", "db", "wire", "events", "changes")),
                    Map.entry("guesses", Set.of("http")),
                    Map.entry("secrets", Set.of("core", "encodings")),
                    Map.entry(
                            "identities",
                            Set.of("encodings", "core", "shares", "db", "guesses", "secrets")),
                    Map.entry("mail", Set.of("core", "db", "vault", "wire")),
                    Map.entry(
                            "resets",
                            Set.of(
                                    "core",
                                    "db",
                                    "guesses",
                                    "secrets",
                                    "identities",
                                    "sessions",
                                    "mail")),
                    Map.entry("tickets", Set.of("encodings", "db", "secrets")),
                    Map.entry(
                            "passkeys",
                            Set.of(
                                    "core",
                                    "encodings",
                                    "db",
                                    "wire",
                                    "guesses",
                                    "secrets",
                                    "tickets")),
                    Map.entry(
                            "factors",
                            Set.of("core", "db", "guesses", "secrets", "tickets", "passkeys")),
                    Map.entry(
                            "openid",
                            Set.of(
                                    "encodings",
                                    "shares",
                                    "db",
                                    "guesses",
                                    "secrets",
                                    "tickets",
                                    "identities")),
                    Map.entry("sessions", Set.of("core", "db", "secrets", "signin", "visits")),
                    Map.entry(
                            "signinpages",
                            Set.of(
                                    "wire",
                                    "core",
                                    "http",
                                    "visits",
                                    "forms",
                                    "pages",
                                    "security",
                                    "resets",
                                    "secrets",
                                    "identities",
                                    "tickets",
                                    "passkeys",
                                    "factors",
                                    "openid",
                                    "sessions",
                                    "iam",
                                    "invitations",
                                    "signin")),
                    Map.entry(
                            "invitations",
                            Set.of(
                                    "core",
                                    "db",
                                    "changes",
                                    "http",
                                    "wire",
                                    "guesses",
                                    "secrets",
                                    "identities",
                                    "iam")),
                    Map.entry("onerow", Set.of("changes", "core", "db", "events")),
                    Map.entry("caps", Set.of("core", "db")),
                    Map.entry("retention", Set.of("core", "db", "events")),
                    Map.entry("server", Set.of("core", "http", "wire", "addresses")),
                    Map.entry("health", Set.of("disks", "db", "http", "wire")),
                    Map.entry("openapi", Set.of("wire", "http")),
                    Map.entry(
                            "changes",
                            Set.of(
                                    "encodings",
                                    "core",
                                    "sameness",
                                    "shares",
                                    "db",
                                    "wire",
                                    "events")),
                    Map.entry(
                            "resources",
                            Set.of("core", "db", "wire", "events", "http", "changes", "uploads")),
                    Map.entry(
                            "changerequests",
                            Set.of("core", "db", "wire", "events", "http", "changes", "resources")),
                    Map.entry(
                            "administration",
                            Set.of(
                                    "events",
                                    "db",
                                    "core",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "changerequests",
                                    "iam",
                                    "banks")),
                    Map.entry(
                            "uploads",
                            Set.of(
                                    "encodings",
                                    "core",
                                    "nearnames",
                                    "sameness",
                                    "shares",
                                    "db",
                                    "wire")),
                    Map.entry(
                            "metadata",
                            Set.of(
                                    "changerequests",
                                    "core",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "changes",
                                    "resources")),
                    Map.entry(
                            "iam",
                            Set.of(
                                    "core",
                                    "encodings",
                                    "caps",
                                    "shares",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "mail",
                                    "secrets",
                                    "identities",
                                    "principals",
                                    "changes",
                                    "resources",
                                    "addresses",
                                    "paymentlimits",
                                    "pauses")),
                    Map.entry("principals", Set.of("core", "db", "wire")),
                    Map.entry("reopening", Set.of("core", "db", "changes", "approvals")),
                    Map.entry(
                            "payeereviews",
                            Set.of(
                                    "encodings",
                                    "core",
                                    "db",
                                    "wire",
                                    "changes",
                                    "changerequests",
                                    "warnings")),
                    Map.entry(
                            "duplicates",
                            Set.of(
                                    "encodings",
                                    "core",
                                    "db",
                                    "identifiers",
                                    "warnings",
                                    "payments")),
                    Map.entry(
                            "paymentlimits",
                            Set.of(
                                    "core",
                                    "db",
                                    "principals",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources")),
                    Map.entry(
                            "cases", Set.of("core", "db", "wire", "http", "changes", "resources")),
                    Map.entry("addresses", Set.of()),
                    Map.entry(
                            "anchors",
                            Set.of("encodings", "core", "disks", "db", "events", "vault")),
                    Map.entry("vault", Set.of("encodings", "db", "postgres")),
                    Map.entry("pauses", Set.of("db", "wire", "changes")),
                    Map.entry(
                            "signin",
                            Set.of(
                                    "paymentlimits",
                                    "mail",
                                    "core",
                                    "encodings",
                                    "shares",
                                    "db",
                                    "wire",
                                    "http",
                                    "guesses",
                                    "secrets",
                                    "changerequests",
                                    "principals",
                                    "iam",
                                    "vault",
                                    "security")),
                    Map.entry(
                            "connections",
                            Set.of(
                                    "habits",
                                    "sealkeys",
                                    "changerequests",
                                    "core",
                                    "pauses",
                                    "caps",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources")),
                    Map.entry(
                            "exchangerates",
                            Set.of(
                                    "principals",
                                    "changerequests",
                                    "core",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "changes",
                                    "resources")),
                    Map.entry(
                            "approvals",
                            Set.of(
                                    "onerow",
                                    "changerequests",
                                    "assents",
                                    "core",
                                    "caps",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "changes",
                                    "resources",
                                    "exchangerates",
                                    "principals")),
                    Map.entry("strays", Set.of("db", "cases", "connections")),
                    Map.entry(
                            "banks",
                            Set.of(
                                    "encodings",
                                    "strays",
                                    "cases",
                                    "core",
                                    "shares",
                                    "pauses",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "changes",
                                    "resources",
                                    "leases",
                                    "connections",
                                    "filenature")),
                    Map.entry(
                            "folders",
                            Set.of(
                                    "encodings",
                                    "core",
                                    "postgres",
                                    "disks",
                                    "db",
                                    "wire",
                                    "health",
                                    "connections")),
                    Map.entry("clocks", Set.of("db", "health")),
                    Map.entry(
                            "lines",
                            Set.of(
                                    "core",
                                    "db",
                                    "jobs",
                                    "health",
                                    "pauses",
                                    "connections",
                                    "banks")),
                    Map.entry(
                            "emergency",
                            Set.of(
                                    "core",
                                    "db",
                                    "http",
                                    "changes",
                                    "resources",
                                    "pauses",
                                    "iam",
                                    "connections")),
                    Map.entry(
                            "metrics",
                            Set.of(
                                    "core",
                                    "db",
                                    "http",
                                    "server",
                                    "security",
                                    "changes",
                                    "jobs",
                                    "health",
                                    "lines")),
                    Map.entry(
                            "history",
                            Set.of(
                                    "core",
                                    "disks",
                                    "db",
                                    "wire",
                                    "events",
                                    "xml",
                                    "iso20022",
                                    "health",
                                    "changes",
                                    "connections",
                                    "banks",
                                    "security")),
                    Map.entry(
                            "transactions",
                            Set.of(
                                    "core",
                                    "bookednames",
                                    "selections",
                                    "proof",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "entryviews",
                                    "iso20022",
                                    "http",
                                    "changes",
                                    "resources",
                                    "metadata")),
                    Map.entry(
                            "supplements",
                            Set.of("core", "db", "wire", "changes", "cases", "transactions")),
                    Map.entry("originals", Set.of("core", "db", "iso20022", "cases")),
                    Map.entry("reporting", Set.of("core", "db", "wire")),
                    Map.entry(
                            "ledger",
                            Set.of("core", "db", "iso20022", "proof", "transactions", "cases")),
                    Map.entry(
                            "pending",
                            Set.of(
                                    "core",
                                    "selections",
                                    "db",
                                    "wire",
                                    "iso20022",
                                    "events",
                                    "http",
                                    "changes",
                                    "resources",
                                    "metadata",
                                    "transactions")),
                    Map.entry(
                            "counterparties",
                            Set.of(
                                    "domestic",
                                    "plainwords",
                                    "encodings",
                                    "core",
                                    "payeereviews",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "changes",
                                    "resources",
                                    "metadata")),
                    Map.entry(
                            "entities",
                            Set.of(
                                    "changerequests",
                                    "core",
                                    "caps",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "changes",
                                    "resources")),
                    Map.entry(
                            "accounts",
                            Set.of(
                                    "reopening",
                                    "changerequests",
                                    "core",
                                    "caps",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "changes",
                                    "resources",
                                    "entities",
                                    "metadata",
                                    "reporting")),
                    Map.entry(
                            "testbank",
                            Set.of(
                                    "core",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "xml",
                                    "iso20022",
                                    "http",
                                    "changes",
                                    "resources",
                                    "connections",
                                    "banks")),
                    Map.entry("selections", Set.of("core", "db", "wire")),
                    Map.entry("assents", Set.of("core", "encodings", "db", "wire", "passkeys")),
                    Map.entry(
                            "challenges",
                            Set.of(
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "changes",
                                    "resources",
                                    "pages",
                                    "approvals",
                                    "assents",
                                    "payments",
                                    "directdebits",
                                    "credittransfers",
                                    "batches")),
                    Map.entry("deciders", Set.of("core", "db", "approvals")),
                    Map.entry("banktexts", Set.of("identifiers", "warnings")),
                    Map.entry("habits", Set.of("core", "identifiers", "wire", "iso20022")),
                    Map.entry("warnings", Set.of("core", "identifiers", "db", "wire")),
                    Map.entry(
                            "search",
                            Set.of(
                                    "batches",
                                    "identifiers",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "resources",
                                    "changes",
                                    "banks",
                                    "counterparties",
                                    "mandates",
                                    "transactions",
                                    "expectations",
                                    "selections",
                                    "payments",
                                    "directdebits",
                                    "credittransfers")),
                    Map.entry(
                            "timelines",
                            Set.of(
                                    "cancellations",
                                    "core",
                                    "db",
                                    "wire",
                                    "events",
                                    "http",
                                    "resources",
                                    "banks",
                                    "payments",
                                    "directdebits",
                                    "credittransfers")),
                    Map.entry(
                            "previews",
                            Set.of(
                                    "payercredits",
                                    "undermandates",
                                    "deciders",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "approvals",
                                    "mandates",
                                    "directdebits",
                                    "credittransfers")),
                    Map.entry(
                            "bankfiles",
                            Set.of("core", "db", "wire", "http", "connections", "banks")),
                    Map.entry(
                            "waiting",
                            Set.of(
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "resources",
                                    "approvals",
                                    "principals")),
                    Map.entry(
                            "rtransactions",
                            Set.of(
                                    "core",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "cases")),
                    Map.entry(
                            "returnpages",
                            Set.of(
                                    "credittransfers",
                                    "cancellations",
                                    "changes",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "forms",
                                    "pages",
                                    "pageparts",
                                    "settingsparts",
                                    "payments",
                                    "directdebits",
                                    "rtransactions",
                                    "retries")),
                    Map.entry(
                            "retries",
                            Set.of(
                                    "onerow",
                                    "cases",
                                    "jobs",
                                    "core",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "changerequests",
                                    "resources",
                                    "approvals",
                                    "accounts",
                                    "pauses",
                                    "rtransactions",
                                    "payments",
                                    "mandates",
                                    "directdebits")),
                    Map.entry(
                            "payments",
                            Set.of(
                                    "banktexts",
                                    "rtransactions",
                                    "reopening",
                                    "assents",
                                    "core",
                                    "paymentlimits",
                                    "warnings",
                                    "selections",
                                    "pauses",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "xml",
                                    "payeechecks",
                                    "iso20022",
                                    "http",
                                    "changes",
                                    "resources",
                                    "connections",
                                    "approvals",
                                    "cases",
                                    "originals",
                                    "banks")),
                    Map.entry(
                            "mandates",
                            Set.of(
                                    "core",
                                    "spellings",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "metadata",
                                    "counterparties",
                                    "accounts")),
                    Map.entry("slices", Set.of("iso20022", "transactions")),
                    Map.entry(
                            "statements",
                            Set.of(
                                    "encodings",
                                    "core",
                                    "slices",
                                    "db",
                                    "wire",
                                    "proof",
                                    "xml",
                                    "iso20022",
                                    "events",
                                    "http",
                                    "changes",
                                    "resources",
                                    "connections",
                                    "banks",
                                    "transactions",
                                    "accounts",
                                    "cases",
                                    "ledger",
                                    "supplements",
                                    "pending",
                                    "reporting")),
                    Map.entry(
                            "schemereferences",
                            Set.of("domestic", "identifiers", "iso20022", "payments")),
                    Map.entry("undermandates", Set.of("core", "db", "mandates", "warnings")),
                    Map.entry(
                            "payercredits",
                            Set.of(
                                    "core",
                                    "db",
                                    "mandates",
                                    "payments",
                                    "undermandates",
                                    "warnings")),
                    Map.entry(
                            "credittransfers",
                            Set.of(
                                    "mandates",
                                    "payercredits",
                                    "schemereferences",
                                    "banktexts",
                                    "habits",
                                    "changerequests",
                                    "core",
                                    "domestic",
                                    "duplicates",
                                    "payeereviews",
                                    "warnings",
                                    "selections",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "iso20022",
                                    "http",
                                    "changes",
                                    "resources",
                                    "metadata",
                                    "connections",
                                    "approvals",
                                    "banks",
                                    "counterparties",
                                    "accounts",
                                    "payments")),
                    Map.entry(
                            "directdebits",
                            Set.of(
                                    "undermandates",
                                    "banktexts",
                                    "habits",
                                    "rtransactions",
                                    "core",
                                    "warnings",
                                    "selections",
                                    "identifiers",
                                    "db",
                                    "wire",
                                    "iso20022",
                                    "http",
                                    "changes",
                                    "resources",
                                    "metadata",
                                    "connections",
                                    "approvals",
                                    "banks",
                                    "counterparties",
                                    "accounts",
                                    "payments",
                                    "mandates")),
                    Map.entry(
                            "reports",
                            Set.of(
                                    "core",
                                    "identifiers",
                                    "encodings",
                                    "shares",
                                    "db",
                                    "wire",
                                    "xml",
                                    "iso20022",
                                    "http",
                                    "changes",
                                    "resources",
                                    "connections",
                                    "banks",
                                    "filenature",
                                    "bankfiles",
                                    "accounts",
                                    "reporting",
                                    "statements")),
                    Map.entry(
                            "approvaltasks",
                            Set.of(
                                    "assents",
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "principals",
                                    "approvals",
                                    "payments",
                                    "deferred",
                                    "batches")),
                    Map.entry(
                            "batches",
                            Set.of(
                                    "sameness",
                                    "assents",
                                    "core",
                                    "shares",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "uploads",
                                    "paymentlimits",
                                    "warnings",
                                    "approvals",
                                    "payments",
                                    "credittransfers",
                                    "directdebits",
                                    "deferred")),
                    Map.entry(
                            "reconciliation",
                            Set.of(
                                    "rtransactions",
                                    "core",
                                    "iso20022",
                                    "db",
                                    "cases",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "approvals",
                                    "matchmarks",
                                    "transactions",
                                    "expectations",
                                    "payments")),
                    Map.entry(
                            "expectations",
                            Set.of(
                                    "core",
                                    "selections",
                                    "spellings",
                                    "identifiers",
                                    "iso20022",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "metadata",
                                    "matchmarks",
                                    "accounts",
                                    "transactions")),
                    Map.entry("matchmarks", Set.of("core", "db", "wire")),
                    Map.entry(
                            "suggestions",
                            Set.of(
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "changes",
                                    "resources",
                                    "reconciliation",
                                    "matchmarks",
                                    "selections",
                                    "payments",
                                    "directdebits",
                                    "credittransfers",
                                    "transactions",
                                    "expectations")),
                    Map.entry(
                            "reconciliationpages",
                            Set.of(
                                    "core",
                                    "db",
                                    "wire",
                                    "http",
                                    "visits",
                                    "changes",
                                    "forms",
                                    "pageparts",
                                    "pages",
                                    "accounts",
                                    "transactions",
                                    "matchmarks",
                                    "expectations",
                                    "suggestions",
                                    "reconciliation")));

    @Test
    void rooms_callOnlyTheRoomsOnTheMap() {
        var strangers = new TreeSet<String>();
        for (JavaClass type : KONTOR) {
            String from = room(type);
            if (from.equals("app")) {
                continue;
            }
            assertThat(MAP).as("the room of " + type.getName()).containsKey(from);
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(target -> target.getPackageName().startsWith("kontor."))
                    .map(ArchitectureTest::room)
                    .filter(to -> !to.equals(from) && !MAP.get(from).contains(to))
                    .forEach(
                            to ->
                                    strangers.add(
                                            from
                                                    + " -> "
                                                    + to
                                                    + " ("
                                                    + type.getSimpleName()
                                                    + ")"));
        }
        assertThat(strangers).isEmpty();
    }

    /** Else the map would tell of a house that was left. */
    @Test
    void everyArrow_isUsed() throws IOException {
        var unused = new TreeMap<String, Set<String>>();
        MAP.forEach((room, arrows) -> unused.put(room, new TreeSet<>(arrows)));
        for (JavaClass type : KONTOR) {
            type.getDirectDependenciesFromSelf()
                    .forEach(to -> drop(unused, room(type), room(to.getTargetClass())));
        }
        for (var source : Sources.of(Sources.MAIN).all()) {
            named(source.text()).forEach(to -> drop(unused, source.room(), to));
        }
        for (Path template : templates()) {
            String room = template.getParent().getFileName().toString();
            named(Files.readString(template)).forEach(to -> drop(unused, room, to));
        }
        unused.values().removeIf(Set::isEmpty);
        assertThat(unused).isEmpty();
    }

    /** What the drawing says of one room in a line; behind a colon are words about it. */
    @Test
    void drawnArrows_areOnTheMap() throws IOException {
        var drawn =
                Files.readString(Path.of("ARCHITECTURE.md"))
                        .lines()
                        .map(DRAWN::matcher)
                        .filter(line -> line.matches() && MAP.containsKey(line.group(1)))
                        .toList();
        assertThat(drawn).hasSizeGreaterThan(50);
        var wrong = new TreeSet<String>();
        for (Matcher line : drawn) {
            Stream.of(line.group(2).split("\\W+"))
                    .filter(MAP::containsKey)
                    .filter(to -> !MAP.get(line.group(1)).contains(to))
                    .forEach(to -> wrong.add(line.group(1) + " -> " + to));
        }
        assertThat(wrong).isEmpty();
    }

    private static Stream<String> named(String text) {
        return NAMED.matcher(text).results().map(one -> one.group(1));
    }

    private static List<Path> templates() throws IOException {
        try (var all = Files.walk(Path.of("src/main/jte"))) {
            return all.filter(one -> one.toString().endsWith(".jte")).toList();
        }
    }

    private static void drop(Map<String, Set<String>> arrows, String from, String to) {
        var left = arrows.get(from);
        if (left != null) {
            left.remove(to);
        }
    }

    @Test
    void rooms_haveNoCycles() {
        slices().matching("kontor.(*)..").should().beFreeOfCycles().check(KONTOR);
    }

    @Test
    void rooms_haveNoSubPackages() {
        assertThat(
                        KONTOR.stream()
                                .map(JavaClass::getPackageName)
                                .distinct()
                                .filter(name -> name.split("\\.").length > 2))
                .isEmpty();
    }

    @Test
    void everyRoom_saysWhatItIs() {
        var undocumented =
                KONTOR.stream()
                        .map(ArchitectureTest::room)
                        .distinct()
                        .filter(
                                room ->
                                        !java.nio.file.Files.exists(
                                                java.nio.file.Path.of(
                                                        "src/main/java/kontor",
                                                        room,
                                                        "package-info.java")))
                        .toList();
        assertThat(undocumented).isEmpty();
    }

    @Test
    void noClock_isReadPastTheOnePassedIn() {
        var readers =
                KONTOR.stream()
                        .filter(type -> !room(type).equals("app"))
                        .filter(
                                type ->
                                        type.getMethodCallsFromSelf().stream()
                                                .anyMatch(
                                                        call ->
                                                                List.of(
                                                                                        "java.time.Instant",
                                                                                        "java.time.LocalDate",
                                                                                        "java.time.LocalDateTime")
                                                                                .contains(
                                                                                        call.getTargetOwner()
                                                                                                .getName())
                                                                        && call.getTarget()
                                                                                .getName()
                                                                                .equals("now")
                                                                        && call.getTarget()
                                                                                .getRawParameterTypes()
                                                                                .isEmpty()))
                        .map(JavaClass::getName)
                        .toList();
        assertThat(readers).isEmpty();
    }

    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length < 2 ? "" : parts[1];
    }
}
