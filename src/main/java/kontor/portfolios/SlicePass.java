package kontor.portfolios;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Fault;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.EmbeddedAccount;
import kontor.db.Tx;
import kontor.mandates.MandateNames;
import kontor.mandates.NewMandate;
import kontor.portfolios.PortfolioRow.Payer;
import kontor.portfolios.PortfolioRow.Wanted;
import kontor.wire.ResourceRef;

/**
 * One attempt to make all rows of a slice: counterparties, then accounts, then mandates. It is
 * whole, or says which rows are to blame and is taken back.
 */
final class SlicePass {

    private static final String TAKEN = "mandate_reference_taken";
    private static final String ID_TAKEN = "external_id_taken";

    private final PortfolioSlice.Doors doors;
    private final PortfolioSlice.Order order;
    private final Map<PortfolioRow, Wanted> rows;
    private final boolean isLast;

    private final Map<PortfolioRow, List<Fault>> failed = new LinkedHashMap<>();
    private final Map<PortfolioRow, UUID> parties = new HashMap<>();
    private final Map<PortfolioRow, ResourceRef> accounts = new HashMap<>();
    private final Map<PortfolioRow, UUID> mandates = new HashMap<>();
    private boolean raced;

    /**
     * @param isLast others are not waited for any more who make the same just now
     */
    SlicePass(
            PortfolioSlice.Doors doors,
            PortfolioSlice.Order order,
            Map<PortfolioRow, Wanted> rows,
            boolean isLast) {
        this.isLast = isLast;
        this.doors = doors;
        this.order = order;
        this.rows = rows;
    }

    void run(Tx tx, Map<PortfolioRow, MandateNames.Named> names) {
        var payers = new PartyPass(this, isLast);
        payers.run(tx);
        new AccountPass(this).run(tx, payers.accounts());
        makeMandates(tx, names);
    }

    /** Every row became a mandate. */
    boolean isWhole() {
        return failed.isEmpty() && !raced;
    }

    Map<PortfolioRow, List<Fault>> failed() {
        return failed;
    }

    Optional<UUID> mandate(PortfolioRow row) {
        return Optional.ofNullable(mandates.get(row));
    }

    PortfolioSlice.Doors doors() {
        return doors;
    }

    PortfolioSlice.Order order() {
        return order;
    }

    Map<PortfolioRow, Wanted> rows() {
        return rows;
    }

    Wanted wanted(PortfolioRow row) {
        return Maps.required(rows, row);
    }

    /** Rows that are still to be made. */
    Stream<PortfolioRow> left() {
        return rows.keySet().stream().filter(row -> !failed.containsKey(row));
    }

    /** Somebody else has just made what a row was to make; the next attempt finds it. */
    void race() {
        raced = true;
    }

    boolean hasFailed(PortfolioRow row) {
        return failed.containsKey(row);
    }

    /** The same is wrong with this row. */
    void failAlike(PortfolioRow row, PortfolioRow other) {
        failed.put(row, failed.getOrDefault(other, List.of()));
    }

    void fail(PortfolioRow row, Refusal refusal) {
        fail(row, refusal, UnaryOperator.identity());
    }

    /**
     * @param column where a fault stands, by the field of the API
     */
    void fail(PortfolioRow row, Refusal refusal, UnaryOperator<String> column) {
        var faults =
                refusal.faults().isEmpty()
                        ? List.of(new Fault("", refusal.code(), refusal.message()))
                        : refusal.faults();
        failed.put(
                row,
                faults.stream()
                        .map(one -> one.at(column.apply(one.field())))
                        .map(one -> ofThisSlice(row, one))
                        .toList());
    }

    /** What takes an external id in this attempt is taken back with it: the row is told instead. */
    private Fault ofThisSlice(PortfolioRow row, Fault fault) {
        return Optional.of(fault)
                .filter(one -> one.code().equals(ID_TAKEN))
                .flatMap(one -> externalId(row, one.field()))
                .flatMap(text -> firstWith(text, row))
                .map(other -> usedInLine(fault.field(), other.line()))
                .orElse(fault);
    }

    private Optional<String> externalId(PortfolioRow row, String column) {
        return switch (column) {
            case "externalId" -> wanted(row).mandate().externalId();
            case "accountExternalId" -> described(row).flatMap(EmbeddedAccount::externalId);
            default -> Optional.empty();
        };
    }

    private Optional<PortfolioRow> firstWith(String externalId, PortfolioRow before) {
        return rows.keySet().stream()
                .filter(other -> other.index() < before.index())
                .filter(other -> other.names().anyMatch(("id " + externalId)::equals))
                .findFirst();
    }

    static Fault usedInLine(String column, long line) {
        return new Fault(column, ID_TAKEN, "is used in line " + line + "; choose another one");
    }

    /** Whose account it is, as far as that is known. */
    Optional<UUID> party(PortfolioRow row) {
        return Optional.ofNullable(parties.get(row));
    }

    void party(PortfolioRow row, UUID id) {
        parties.put(row, id);
    }

    /** The account, as far as that is known. */
    Optional<ResourceRef> account(PortfolioRow row) {
        return Optional.ofNullable(accounts.get(row));
    }

    void account(PortfolioRow row, ResourceRef reference) {
        accounts.put(row, reference);
    }

    /** The account that the row describes; empty where it names one. */
    Optional<EmbeddedAccount> described(PortfolioRow row) {
        return switch (wanted(row).payer()) {
            case Payer.Known _ -> Optional.empty();
            case Payer.OfKnown(_, _, var account) -> Optional.of(account);
            case Payer.New one -> Optional.of(one.account());
        };
    }

    static List<Fault> repeated(long line) {
        return RowRefusal.MANDATE_REFERENCE_REPEATED.refusal("line " + line).faults();
    }

    private void makeMandates(Tx tx, Map<PortfolioRow, MandateNames.Named> names) {
        var requests = new LinkedHashMap<PortfolioRow, Request<NewMandate>>();
        left().forEach(
                        row ->
                                account(row)
                                        .map(wanted(row)::from)
                                        .ifPresent(one -> requests.put(row, order.request(one))));
        if (requests.isEmpty()) {
            return;
        }
        var outcomes = doors.mandates().create(tx, List.copyOf(requests.values())).iterator();
        requests.forEach(
                (row, request) -> {
                    switch (outcomes.next()) {
                        case Outcome.Done<Snapshot> _ -> mandates.put(row, request.id());
                        case Outcome.Refused<Snapshot>(var refusal) -> {
                            if (!refusedForTwin(names, row, refusal)) {
                                refused(row, refusal);
                            }
                        }
                    }
                });
    }

    private void refused(PortfolioRow row, Refusal refusal) {
        if (refusal.code().equals(TAKEN) && !isLast) {
            raced = true;
        } else {
            boolean makes = wanted(row).payer() instanceof Payer.New;
            var cells = wanted(row).cells();
            fail(row, refusal, field -> cells.ofMandate(field, refusal.code(), makes));
        }
    }

    /** Whether an earlier row of this slice has the same name. */
    private boolean refusedForTwin(
            Map<PortfolioRow, MandateNames.Named> names, PortfolioRow row, Refusal refusal) {
        var name = Optional.ofNullable(names.get(row)).map(MandateNames.Named::key);
        if (name.isEmpty() || !refusal.code().equals(TAKEN)) {
            return false;
        }
        var twin =
                names.entrySet().stream()
                        .filter(one -> one.getValue().key().equals(name.get()))
                        .map(Map.Entry::getKey)
                        .filter(one -> one.index() < row.index() && rows.containsKey(one))
                        .findFirst();
        twin.ifPresent(one -> failed.put(row, repeated(one.line())));
        return twin.isPresent();
    }
}
