package kontor.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import kontor.accounts.Accounts;
import kontor.bankfiles.BankFiles;
import kontor.bankfiles.Direction;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Database;
import kontor.xml.ReadLimits;
import kontor.xml.XmlParts;

/** The bytes of reports and of single statements, for people and programs. */
public final class ReportContents {

    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);

    private final Database database;
    private final Accounts accounts;
    private final BankFiles files;
    private final ReportTable table = new ReportTable();

    public ReportContents(Database database, Accounts accounts, BankFiles files) {
        this.database = database.forRequests();
        this.accounts = accounts;
        this.files = files;
    }

    /** In which form a report is wanted. */
    enum Format {
        /** As it was sent. */
        RAW,
        /** As ISO 20022; what was brought as JSON is written so. */
        ISO20022
    }

    /**
     * How it is wanted.
     *
     * @param externalIds the external id of a payment stands where files have its EndToEndId
     */
    record Wanted(Format format, boolean externalIds) {}

    /** Writes bytes. */
    @FunctionalInterface
    interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A file to be kept by whoever asked for it. */
    record Download(String name, Bytes bytes) {}

    /** Refuses an unknown report, and {@code deleted} after the time that bytes are kept. */
    Outcome<Download> of(Caller caller, UUID connection, UUID id, Wanted wanted) {
        var organization = caller.organization();
        var report =
                database.read(
                        organization, tx -> table.find(tx, caller.accounts(), connection, id));
        if (report.isEmpty()) {
            return Outcome.refused(Refusal.notFound("Report"));
        }
        var sent = database.read(organization, tx -> table.content(tx, id));
        if (sent.isPresent() && wanted.format == Format.RAW && report.get().kept()) {
            String name = report.get().fileName().replaceFirst("xml$", "json");
            return Outcome.done(new Download(name, out -> out.write(sent.get())));
        }
        return files.contentForUse(organization, Direction.IN, id)
                .map(
                        content ->
                                new Download(
                                        content.file().name(),
                                        wanted.externalIds
                                                ? out ->
                                                        copy(
                                                                content,
                                                                out,
                                                                part(caller, true, _ -> true))
                                                : content::writeTo));
    }

    /** One statement of a report, in the message that it came in, without the others. */
    Outcome<Download> of(Caller caller, BankStatement statement, boolean externalIds) {
        var organization = caller.organization();
        return files.contentForUse(organization, Direction.IN, statement.reportId())
                .map(
                        content ->
                                new Download(
                                        "statement-" + statement.id() + ".xml",
                                        out ->
                                                copy(
                                                        content,
                                                        out,
                                                        part(
                                                                caller,
                                                                externalIds,
                                                                is(organization, statement)))));
    }

    private static void copy(BankFiles.Content content, OutputStream out, XmlParts.Wanted part)
            throws IOException {
        try (var in = content.open()) {
            XmlParts.copy(in, LIMITS, out, part);
        }
    }

    /** By the bank's id and the number of the account, which a file may have in several forms. */
    private Predicate<Map<String, String>> is(
            OrganizationId organization, BankStatement statement) {
        return head -> {
            var number =
                    Optional.ofNullable(head.get("Acct/Id/IBAN"))
                            .or(() -> Optional.ofNullable(head.get("Acct/Id/Othr/Id")));
            return statement.bankId().equals(head.get("Id"))
                    && number.filter(one -> isOf(organization, statement, one)).isPresent();
        };
    }

    private boolean isOf(OrganizationId organization, BankStatement statement, String number) {
        return database.read(organization, tx -> accounts.byIdentifierForUse(tx, number)).stream()
                .anyMatch(account -> account.id().equals(statement.accountId()));
    }

    private XmlParts.Wanted part(
            Caller caller, boolean externalIds, Predicate<Map<String, String>> wanted) {
        return new XmlParts.Wanted() {
            @Override
            public String element() {
                return "Stmt";
            }

            @Override
            public String lastOfHead() {
                return "Acct";
            }

            @Override
            public boolean is(Map<String, String> head) {
                return wanted.test(head);
            }

            @Override
            public String text(String element, String text) {
                return externalIds && element.equals("EndToEndId")
                        ? externalId(caller, text)
                        : text;
            }
        };
    }

    /** Files have the id of a payment without hyphens. */
    private static Optional<UUID> id(String endToEndId) {
        return endToEndId.matches("[0-9a-f]{32}")
                ? Ids.parse(endToEndId.replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-"))
                : Optional.empty();
    }

    private String externalId(Caller caller, String endToEndId) {
        return id(endToEndId.strip())
                .flatMap(
                        id ->
                                database.read(
                                        caller.organization(),
                                        tx -> table.externalId(tx, caller.accounts(), id)))
                .orElse(endToEndId);
    }
}
