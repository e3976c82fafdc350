package kontor.partypages;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.Caller;
import kontor.counterparties.Counterparties;
import kontor.counterparties.Counterparty;
import kontor.counterparties.CounterpartyFilter;
import kontor.counterparties.ExternalAccount;
import kontor.counterparties.ExternalAccounts;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.mandates.Mandate;
import kontor.mandates.MandateFilter;
import kontor.mandates.Mandates;
import kontor.pageparts.ListAddress;
import kontor.pageparts.Moment;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.wire.Json;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** The list of counterparties, and one of them with all that hangs on it. */
public final class CounterpartyPageRoutes {

    static final String ALL = "/counterparties";
    private static final int MANDATES_SHOWN = 20;

    private final Pages pages;
    private final PartyDoors doors;

    public CounterpartyPageRoutes(Pages pages, PartyDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(ALL, Counterparties.READ)
                        .filters(CounterpartyFilter.NAMES)
                        .by(this::list));
        routes.add(pages.route(ALL + "/{id}", Counterparties.READ).by(this::one));
    }

    /**
     * A counterparty in the list.
     *
     * @param accounts how many, and the first
     */
    public record Row(
            String path, String name, String alias, String type, String accounts, String since) {}

    /** What the list shows. */
    public record ListView(
            ListAddress address, List<Row> rows, String older, boolean first, boolean mayCreate) {}

    private Answer list(Call call) {
        var caller = call.caller();
        var address = ListAddress.of(ALL, call.query(), CounterpartyFilter.NAMES);
        var filter = CounterpartyFilter.parse(call.query());
        var page = call.page();
        var zone = doors.moments().zone(caller);
        var found =
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> doors.counterparties().list(tx, caller, filter, page));
        var view =
                new ListView(
                        address,
                        found.items().stream().map(one -> row(one, zone)).toList(),
                        address.page(call.nextToken(found)),
                        page.after().isEmpty(),
                        caller.may(Counterparties.CREATE));
        return pages.show(
                pages.frame(call, Section.COUNTERPARTIES, "Counterparties"),
                "partypages/counterparties.jte",
                view);
    }

    private static Row row(Counterparty one, ZoneId zone) {
        int accounts = one.accounts().size();
        String first = accounts == 0 ? "none" : one.accounts().getFirst().name();
        return new Row(
                ALL + "/" + one.id(),
                one.details().legalName(),
                one.details().alias().orElse(""),
                one.details().partyType().map(type -> Figures.word(type.name())).orElse(""),
                accounts < 2 ? first : first + " and " + (accounts - 1) + " more",
                LocalDate.ofInstant(one.created(), zone).toString());
    }

    /** Where a review holds payments back or was refused, in words. */
    private static final Map<String, String> REVIEWS =
            Map.of(
                    "PENDING", "waits for the review of a second person",
                    "COOLING_OFF", "reviewed; payments wait a while",
                    "REFUSED", "refused in its review",
                    "STALE", "changed before it was reviewed",
                    "APPROVED", "reviewed");

    /** An account of the counterparty. */
    public record AccountLine(
            UUID id, String path, String name, String numbers, String details, String review) {}

    /**
     * What the page of one shows.
     *
     * @param mandates the newest; empty where the role may not read them
     * @param typed the form that deletes
     */
    public record View(
            UUID id,
            String path,
            String legalName,
            String subtitle,
            Map<String, String> facts,
            List<AccountLine> accounts,
            List<MandateRow> mandates,
            boolean hasMoreMandates,
            List<PaymentLine> payments,
            Map<String, String> metadata,
            List<Moment> moments,
            int version,
            May may,
            Typed typed) {

        /** The id of the newest mandate that money can be collected under; empty without one. */
        public String usable() {
            return mandates.stream()
                    .filter(MandateRow::isLive)
                    .map(one -> one.id().toString())
                    .findFirst()
                    .orElse("");
        }
    }

    /** What the role may do here; what it may not is not offered. */
    public record May(
            boolean update,
            boolean delete,
            boolean addAccount,
            boolean updateAccount,
            boolean readMandates,
            boolean addMandate,
            boolean collect,
            boolean pay,
            boolean readPayments,
            boolean review) {

        static May of(Caller caller) {
            return new May(
                    caller.may(Counterparties.UPDATE),
                    caller.may(Counterparties.DELETE),
                    caller.may(ExternalAccounts.CREATE),
                    caller.may(ExternalAccounts.UPDATE),
                    caller.may(Mandates.READ),
                    caller.may(Mandates.CREATE),
                    caller.may("direct_debits:create"),
                    caller.may(CreditTransfers.CREATE),
                    caller.may(DirectDebits.READ) || caller.may(CreditTransfers.READ),
                    caller.may(Section.CHANGES.use()) && caller.accounts().all());
        }
    }

    private Answer one(Call call) {
        return page(call, 200, Typed.nothing());
    }

    /** The page, also under a form on it that was refused. */
    Answer page(Call call, int status, Typed typed) {
        var caller = call.caller();
        var id = call.id("id");
        var view = doors.database().read(caller.organization(), tx -> view(tx, caller, id, typed));
        var frame =
                pages.frame(
                        call,
                        Section.COUNTERPARTIES,
                        view.legalName,
                        new Frame.Crumb("Counterparties", ALL));
        String template = "partypages/counterparty.jte";
        return pages.show(status, frame, template, view);
    }

    private View view(Tx tx, Caller caller, UUID id, Typed typed) {
        var found =
                ErrorAnswers.orThrow(
                        doors.counterparties().find(tx, caller, new ResourceRef.ById(id)));
        var may = May.of(caller);
        var mandates = mandates(tx, caller, id);
        var moments =
                doors.moments().of(tx, caller, Counterparties.KIND, (_, _, _) -> true, found.id());
        return new View(
                id,
                ALL + "/" + id,
                found.details().legalName(),
                subtitle(found, doors.moments().zone(caller)),
                facts(found),
                found.accounts().stream().map(CounterpartyPageRoutes::line).toList(),
                mandates.items().stream().map(MandateRow::of).toList(),
                mandates.next().isPresent(),
                doors.payments().with(tx, caller, id),
                found.metadata(),
                moments,
                found.version(),
                may,
                typed);
    }

    /** The newest; none where the role may not read them. */
    private Page<Mandate> mandates(Tx tx, Caller caller, UUID counterparty) {
        if (!caller.may(Mandates.READ)) {
            return new Page<>(List.of(), Optional.empty());
        }
        var filter = MandateFilter.ofCounterparty(counterparty);
        var first = new PageRequest(MANDATES_SHOWN, Optional.empty(), "");
        return doors.mandates().list(tx, caller, filter, first);
    }

    private static String subtitle(Counterparty found, ZoneId zone) {
        var parts = new ArrayList<String>();
        found.details().partyType().ifPresent(type -> parts.add(Figures.word(type.name())));
        int accounts = found.accounts().size();
        parts.add(accounts == 1 ? "1 account" : accounts + " accounts");
        parts.add("since " + LocalDate.ofInstant(found.created(), zone));
        return String.join(", ", parts);
    }

    private static Map<String, String> facts(Counterparty found) {
        var facts = new LinkedHashMap<String, String>();
        var details = found.details();
        details.alias().ifPresent(text -> facts.put("alias", text));
        details.email().ifPresent(text -> facts.put("email", text));
        details.phone().ifPresent(text -> facts.put("phone", text));
        details.address().ifPresent(json -> facts.put("address", joined(json)));
        details.nationalIdentifier()
                .ifPresent(json -> facts.put("nationalIdentifier", joined(json)));
        if (!details.entityIds().isEmpty()) {
            facts.put(
                    "entityIds",
                    details.entityIds().stream()
                            .map(UUID::toString)
                            .collect(Collectors.joining(", ")));
        }
        found.externalId().ifPresent(text -> facts.put("externalId", text));
        return facts;
    }

    /** The values of an object, as on an envelope. */
    private static String joined(String json) {
        var values = new ArrayList<String>();
        Json.readOwn(json).forEach(value -> values.add(value.asText()));
        return String.join(", ", values);
    }

    static AccountLine line(ExternalAccount account) {
        var details = new ArrayList<String>();
        details.add(account.market());
        account.routing().forEach(one -> details.add(one.type() + " " + one.number()));
        account.externalId().ifPresent(text -> details.add("external id " + text));
        return new AccountLine(
                account.id(),
                "/external-accounts/" + account.id() + "/edit",
                account.alias().orElse(""),
                account.identifiers().stream()
                        .map(AccountFormRoutes::number)
                        .collect(Collectors.joining(", ")),
                String.join(", ", details),
                account.review().map(one -> REVIEWS.get(one.name())).orElse(""));
    }
}
