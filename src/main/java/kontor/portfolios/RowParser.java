package kontor.portfolios;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.counterparties.NewCounterparty;
import kontor.counterparties.NewExternalAccount;
import kontor.identifiers.Iban;
import kontor.mandates.NewMandate;
import kontor.portfolios.PortfolioColumns.Cells;
import kontor.portfolios.PortfolioRow.Payer;
import kontor.uploads.RowSource.Row;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;

/**
 * Reads one row: puts its cells where single requests of the API have them, lets their parsers
 * judge, and says in which columns their faults stand.
 */
final class RowParser {

    /** More than an honest row has. */
    private static final int MOST_FAULTS = 50;

    /** In place of an account, which is known when it was made or found. */
    private static final String LATER = "external:row";

    /** Written by a spreadsheet that took a number for one to calculate with. */
    private static final Pattern SHORTENED = Pattern.compile("[0-9]+([.,][0-9]+)?[eE][+][0-9]+");

    private static final List<String> NAMES_OF_PARTY =
            List.of("counterpartyId", "counterpartyExternalId");

    private final ObjectNode cells = Json.object();
    private final RowMetadata metadata = new RowMetadata();
    private final List<Fault> faults = new ArrayList<>();
    private final Cells places;

    private RowParser(ObjectNode row) {
        for (var one : row.properties()) {
            if (one.getValue().isObject()) {
                metadata.take(one.getKey(), one.getValue());
            } else {
                take(one.getKey(), plain(one.getValue().asText()));
            }
        }
        var filled = new HashSet<String>();
        cells.fieldNames().forEachRemaining(filled::add);
        places = Cells.of(filled);
    }

    static PortfolioRow of(Row row) {
        if (!row.faults().isEmpty()) {
            return new PortfolioRow(row.index(), row.line(), Optional.empty(), row.faults());
        }
        var parser = new RowParser(row.object());
        var wanted = parser.wanted();
        var found = parser.faults.stream().distinct().limit(MOST_FAULTS).toList();
        return new PortfolioRow(
                row.index(), row.line(), found.isEmpty() ? wanted : Optional.empty(), found);
    }

    /** Without the apostrophe that keeps spreadsheets from calculating. */
    static String plain(String text) {
        boolean guarded =
                text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0;
        return (guarded ? text.substring(1) : text).strip();
    }

    private void take(String column, String text) {
        if (text.isEmpty()) {
            return;
        }
        cells.put(column, text);
        if (!PortfolioColumns.isWords(column) && SHORTENED.matcher(text).matches()) {
            fault(
                    column,
                    "is a number that a spreadsheet has shortened; format the column as text and"
                            + " enter it again");
        }
    }

    private boolean has(String column) {
        return cells.has(column);
    }

    private void fault(String column, String message) {
        faults.add(Fault.invalid(column, message));
    }

    private Optional<PortfolioRow.Wanted> wanted() {
        LostZeros.in(this::text, or("nationalIdentifierMarket", market())).forEach(this::fault);
        var payer = payer();
        var mandate = parsed(mandateFields(), NewMandate::parse, places::ofMandate);
        if (payer.isEmpty() || mandate.isEmpty()) {
            return Optional.empty();
        }
        var own = Optional.of(text(PortfolioColumns.OWN_IBAN)).filter(iban -> !iban.isEmpty());
        return Optional.of(
                new PortfolioRow.Wanted(
                        payer.get(), mandate.get(), own.map(Iban::normalize), places));
    }

    private ObjectNode mandateFields() {
        var fields = Json.object().put("externalAccountId", LATER);
        String scheme = text("scheme").toUpperCase(Locale.ROOT);
        boolean isShort = scheme.equals("CORE") || scheme.equals("B2B");
        fields.put("scheme", isShort ? "SDD_" + scheme : scheme);
        move("mandateReference", fields, "mandateReference");
        copy(PortfolioColumns.OF_MANDATE, fields);
        nameOwnAccount(fields);
        switch (text("active").toLowerCase(Locale.ROOT)) {
            case "" -> {}
            case "true" -> fields.put("active", true);
            case "false" -> fields.put("active", false);
            default -> fault("active", "must be true or false");
        }
        metadata.ofMandate(fields);
        if (!isAutogiro() && !has("signatureDate")) {
            faults.add(Fault.required("signatureDate"));
        }
        checkLastSequenceType();
        return fields;
    }

    /** By its number, which the doors of mandates do not take: it is found later. */
    private void nameOwnAccount(ObjectNode mandate) {
        if (!has(PortfolioColumns.OWN_IBAN)) {
            return;
        }
        refuse(PortfolioColumns.OWN_ACCOUNT, PortfolioColumns.OWN_IBAN + " says it");
        Iban.problem(Iban.normalize(text(PortfolioColumns.OWN_IBAN)))
                .ifPresent(problem -> fault(PortfolioColumns.OWN_IBAN, problem));
        mandate.put(PortfolioColumns.OWN_ACCOUNT, LATER);
    }

    /** What no collection can follow has nothing to move. */
    private void checkLastSequenceType() {
        switch (text("lastSequenceType").toUpperCase(Locale.ROOT)) {
            case "" -> {}
            case "FRST", "RCUR" -> {
                if (!has("lastCollection")) {
                    faults.add(Fault.required("lastCollection"));
                }
            }
            case "OOFF", "FNAL" ->
                    fault(
                            "lastSequenceType",
                            "says that the mandate is used up; get a new one signed");
            default -> fault("lastSequenceType", "must be one of FRST, RCUR, OOFF, FNAL");
        }
    }

    private Optional<Payer> payer() {
        if (has("externalAccountId")) {
            return knownAccount();
        }
        if (has("counterpartyId")) {
            refuse("counterpartyExternalId", "the counterparty is named by counterpartyId");
            var fields = accountFields().put("counterpartyId", text("counterpartyId"));
            var legalName = Optional.of(text("legalName")).filter(name -> !name.isEmpty());
            return parsed(fields, NewExternalAccount::parse, places::ofAccount)
                    .map(one -> new Payer.OfKnown(one.counterparty(), legalName, one.account()));
        }
        var party = partyFields();
        party.putArray("accounts").add(accountFields());
        return parsed(party, NewCounterparty::parse, places::ofParty).map(Payer.New::new);
    }

    private Optional<Payer> knownAccount() {
        Stream.of(NAMES_OF_PARTY, PortfolioColumns.OF_PARTY, PortfolioColumns.OF_ACCOUNT)
                .flatMap(List::stream)
                .forEach(column -> refuse(column, "externalAccountId says it"));
        metadata.columnsOfPayer()
                .forEach(column -> fault(column, "must be empty: externalAccountId says it"));
        var fields = Json.object().put("externalAccountId", text("externalAccountId"));
        return parsed(fields, RowParser::reference, UnaryOperator.identity()).map(Payer.Known::new);
    }

    private static ResourceRef reference(JsonFields fields) {
        var reference = fields.reference("externalAccountId");
        fields.refuseFaults();
        return reference.orElseThrow();
    }

    private void refuse(String column, String because) {
        if (has(column)) {
            fault(column, "must be empty: " + because);
        }
    }

    private ObjectNode partyFields() {
        var fields = Json.object();
        copy(PortfolioColumns.OF_PARTY, fields);
        move("counterpartyExternalId", fields, "externalId");
        metadata.ofParty(fields);
        if (PortfolioColumns.OF_ADDRESS.stream().anyMatch(this::has)) {
            copy(PortfolioColumns.OF_ADDRESS, fields.putObject("address"));
        }
        if (has("nationalIdentifier")) {
            boolean person = text("partyType").equalsIgnoreCase("INDIVIDUAL");
            fields.putObject("nationalIdentifier")
                    .put("number", text("nationalIdentifier"))
                    .put("type", or("nationalIdentifierType", person ? "CIVIC" : "COMPANY"))
                    .put("market", or("nationalIdentifierMarket", market()));
        }
        return fields;
    }

    private ObjectNode accountFields() {
        var fields = Json.object().put("market", market());
        move("accountExternalId", fields, "externalId");
        metadata.ofAccount(fields);
        if (has("iban")) {
            refuse("accountNumber", "iban says it");
            refuse("accountNumberType", "iban says it");
        } else if (!has("accountNumber")) {
            faults.add(new Fault("iban", "required", "is required, or accountNumber"));
        }
        fields.putArray("identifiers")
                .addObject()
                .put("type", has("iban") ? "IBAN" : or("accountNumberType", "NUMBER"))
                .put("number", has("iban") ? text("iban") : or("accountNumber", "0"));
        var routing = fields.putArray("routing");
        if (has("bic")) {
            routing.addObject().put("type", "BIC").put("number", text("bic"));
        }
        if (has("bankNumber")) {
            var bank = routing.addObject().put("number", text("bankNumber"));
            move("bankNumberType", bank, "type");
        }
        return fields;
    }

    /** Of the account; an IBAN says it by itself, and Autogiro draws on Swedish ones. */
    private String market() {
        String iban = text("iban");
        return or(
                "market",
                iban.length() > 2 ? iban.substring(0, 2) : isAutogiro() ? "SE" : text("country"));
    }

    private boolean isAutogiro() {
        return text("scheme").equalsIgnoreCase("AUTOGIRO");
    }

    private String text(String column) {
        return or(column, "");
    }

    private String or(String column, String otherwise) {
        return cells.path(column).asText(otherwise);
    }

    private void copy(List<String> columns, ObjectNode into) {
        columns.forEach(column -> move(column, into, column));
    }

    private void move(String column, ObjectNode into, String member) {
        if (has(column)) {
            into.put(member, text(column));
        }
    }

    private <T> Optional<T> parsed(
            ObjectNode fields, Parse<T> parse, UnaryOperator<String> column) {
        try {
            return Optional.of(parse.of(JsonFields.of(fields)));
        } catch (InvalidRequest invalid) {
            for (var fault : invalid.faults()) {
                faults.add(fault.at(column.apply(fault.field())));
            }
            return Optional.empty();
        }
    }

    /** A parser of the API; throws {@link InvalidRequest} with all faults of shape. */
    @FunctionalInterface
    private interface Parse<T> {
        T of(JsonFields fields);
    }
}
