package kontor.partypages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import kontor.accounts.Accounts;
import kontor.bankgirot.BankMandateTable;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.counterparties.Counterparties;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.forms.Choice;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.mandatepapers.MandatePapers;
import kontor.mandatepapers.Paper;
import kontor.mandatepapers.PaperRoutes;
import kontor.mandates.Mandate;
import kontor.mandates.MandateFilter;
import kontor.mandates.MandateScheme;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.pageparts.ListAddress;
import kontor.pageparts.Moment;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.payercredits.CreditRules;
import kontor.wire.Json;
import kontor.wire.ResourceRef;

/** The list of mandates, and one of them with what happened to it. */
public final class MandatePageRoutes {

    static final String ALL = "/mandates";

    /** Several statuses that one asks for together. */
    private static final List<Choice> GROUPS =
            List.of(
                    new Choice("CREATED,PENDING_SUBMISSION,SENT,ACCEPTED,ACTIVE", "Usable"),
                    new Choice(
                            "PENDING_SUBMISSION,SENT,PENDING_CANCELLATION_SUBMISSION,"
                                    + "CANCELLATION_SENT,UNKNOWN",
                            "Waiting for the bank"),
                    new Choice("CANCELLED,FAILED", "Ended"));

    private final Pages pages;
    private final PartyDoors doors;

    public MandatePageRoutes(Pages pages, PartyDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(pages.route(ALL, Mandates.READ).filters(MandateFilter.NAMES).by(this::list));
        routes.add(pages.route(ALL + "/{id}", Mandates.READ).by(this::one));
        routes.add(
                pages.route(ALL + "/{id}/mandate.pdf", MandatePapers.FORM)
                        .gives(Paper.PDF)
                        .by(call -> paper(call, doors.papers()::form)));
        routes.add(
                pages.route(ALL + "/{id}/history.pdf", MandatePapers.HISTORY)
                        .gives(Paper.PDF)
                        .by(call -> paper(call, doors.papers()::history)));
    }

    private static Answer paper(Call call, BiFunction<Caller, ResourceRef, Outcome<Paper>> papers) {
        var reference = new ResourceRef.ById(call.id("id"));
        return PaperRoutes.download(ErrorAnswers.orThrow(papers.apply(call.caller(), reference)));
    }

    /**
     * What the list shows.
     *
     * @param owner the name of the counterparty that it is narrowed to; else empty
     * @param status what is chosen, in words
     */
    public record ListView(
            ListAddress address,
            String owner,
            String status,
            List<Choice> statuses,
            List<Choice> schemes,
            List<MandateRow> rows,
            String older,
            boolean first,
            boolean mayCreate) {}

    private Answer list(Call call) {
        var caller = call.caller();
        var address = ListAddress.of(ALL, call.query(), MandateFilter.NAMES);
        var filter = MandateFilter.parse(call.query());
        var page = call.page();
        var view =
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> {
                                    var found = doors.mandates().list(tx, caller, filter, page);
                                    return new ListView(
                                            address,
                                            owner(tx, caller, filter),
                                            chosen(address.value("status")),
                                            statuses(),
                                            schemes(),
                                            found.items().stream().map(MandateRow::of).toList(),
                                            address.page(call.nextToken(found)),
                                            page.after().isEmpty(),
                                            caller.may(Mandates.CREATE));
                                });
        return pages.show(
                pages.frame(call, Section.MANDATES, "Mandates"), "partypages/mandates.jte", view);
    }

    private String owner(Tx tx, Caller caller, MandateFilter filter) {
        if (filter.counterpartyId().isEmpty() || !caller.may(Counterparties.READ)) {
            return "";
        }
        var id = new ResourceRef.ById(filter.counterpartyId().get());
        return doors.counterparties().find(tx, caller, id).stream()
                .map(one -> one.details().legalName())
                .findFirst()
                .orElse("");
    }

    private static List<Choice> statuses() {
        var each =
                Arrays.stream(MandateStatus.values())
                        .map(one -> new Choice(one.name(), Figures.word(one.name())));
        return Stream.concat(GROUPS.stream(), each).toList();
    }

    /** What is chosen, in words. */
    private static String chosen(String statuses) {
        return statuses().stream()
                .filter(one -> one.value().equals(statuses))
                .map(Choice::label)
                .findFirst()
                .orElseGet(() -> Figures.word(statuses.replace(",", " or ")));
    }

    static List<Choice> schemes() {
        return Arrays.stream(MandateScheme.values())
                .map(one -> new Choice(one.name(), one.name()))
                .toList();
    }

    /**
     * What the page of one shows.
     *
     * @param payerPath of the counterparty; empty where the role may not read it
     * @param pending what the bank does not know yet: the old values of what was changed
     * @param atBank how far it got at the bank, in words
     * @param sums what was collected under it, for each currency
     * @param warnings what is odd about it and refused only when money is to be collected
     */
    public record View(
            MandateRow row,
            String payerPath,
            Map<String, String> facts,
            Destination destination,
            Map<String, String> pending,
            String atBank,
            List<String> sums,
            List<String> warnings,
            List<PaymentLine> collections,
            Map<String, String> metadata,
            List<Moment> moments,
            State state,
            boolean sepa,
            May may) {}

    /** The own account that it pays into; empty names where none is fixed. */
    public record Destination(String name, String path) {}

    /**
     * What the role may do, in the state that the mandate is in.
     *
     * @param change it, or cancel it
     * @param renew the form for another one of its payer, where it is over; else empty
     */
    public record May(
            boolean change, boolean collect, boolean payBack, String renew, boolean readPayments) {}

    private Answer one(Call call) {
        var caller = call.caller();
        var id = call.id("id");
        var view = doors.database().read(caller.organization(), tx -> view(tx, caller, id));
        var all = new Frame.Crumb("Mandates", ALL);
        var frame = pages.frame(call, Section.MANDATES, view.row.reference(), all);
        return pages.show(frame, "partypages/mandate.jte", view);
    }

    private View view(Tx tx, Caller caller, UUID id) {
        var mandate =
                ErrorAnswers.orThrow(doors.mandates().find(tx, caller, new ResourceRef.ById(id)));
        var first = BankMandateTable.firstDay(tx, caller, id);
        return new View(
                MandateRow.of(mandate),
                caller.may(Counterparties.READ)
                        ? CounterpartyPageRoutes.ALL + "/" + mandate.counterpartyId()
                        : "",
                MandateFacts.of(mandate, first),
                destination(tx, caller, mandate.destinationAccountId()),
                MandateFacts.pending(mandate),
                MandateWords.atBank(mandate, first),
                doors.payments().sums(tx, caller, id),
                mandate.creditorProblem().map(one -> "Creditor reference: " + one).stream()
                        .toList(),
                doors.payments().under(tx, caller, id),
                mandate.metadata(),
                doors.moments().of(tx, caller, Mandates.KIND, doors.mandates()::isVisible, id),
                MandateRow.state(mandate),
                mandate.scheme().isSepa(),
                may(mandate, caller));
    }

    private static May may(Mandate mandate, Caller caller) {
        boolean live = mandate.status().isLive();
        return new May(
                live && caller.may(Mandates.UPDATE),
                live && DirectDebits.mayCollect(mandate) && caller.may(DirectDebits.CREATE),
                CreditRules.mayPay(mandate) && caller.may(CreditTransfers.CREATE),
                !live && caller.may(Mandates.CREATE)
                        ? ALL + "/new?counterpartyId=" + mandate.counterpartyId()
                        : "",
                caller.may(DirectDebits.READ) || caller.may(CreditTransfers.READ));
    }

    private Destination destination(Tx tx, Caller caller, Optional<UUID> id) {
        if (id.isEmpty() || !caller.may(Accounts.READ)) {
            return new Destination("", "");
        }
        return doors.accounts().find(tx, caller, id.get()).stream()
                .map(
                        one ->
                                new Destination(
                                        one.alias().orElse(one.name()), "/accounts/" + one.id()))
                .findFirst()
                .orElse(new Destination("", ""));
    }

    /** The number of the payer's account, as the mandate has it. */
    static String account(Mandate mandate) {
        JsonNode source = Json.readOwn(mandate.source());
        return Figures.iban(source.path("identifiers").path(0).path("number").asText(""));
    }
}
