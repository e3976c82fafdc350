package kontor.bankpages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.accounts.Account;
import kontor.accounts.AccountFilter;
import kontor.accounts.Accounts;
import kontor.changes.StoredAnswer;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.forms.Amounts;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.testbank.ClockAdvance;
import kontor.testbank.NewTransaction;
import kontor.testbank.Postings;
import kontor.testbank.TestBank;
import kontor.testbankgirot.SimulatedBankgirot;
import kontor.visits.FormFields;
import kontor.wire.DateRange;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.PageRequest;

/** The page of the test bank, which only a sandbox has. */
public final class TestDataRoutes {

    private static final String PATH = "/test-data";
    private static final int MOST_STEPS = 100;

    private final Pages pages;
    private final BankFiles files;
    private final Bank bank;
    private final Deeds deeds;

    /** The doors of the test bank, and the accounts that are there. */
    public record Bank(ClockAdvance clock, Postings postings, Accounts accounts) {}

    public TestDataRoutes(Pages pages, BankFiles files, Bank bank, Deeds deeds) {
        this.pages = pages;
        this.files = files;
        this.bank = bank;
        this.deeds = deeds;
    }

    /** Something on the agenda of the bank. */
    public record Step(String when, String what) {}

    /** Days to move on by one press. */
    public record Jump(String label, String to) {}

    /**
     * What the page shows.
     *
     * @param until the day up to which the agenda is shown
     * @param owner whether the caller may read what would have been mailed
     * @param moving the form of the clock, and {@code posting} that of a transaction
     */
    public record View(
            String now,
            String until,
            String untilInWords,
            List<Step> steps,
            List<Jump> jumps,
            List<TestBank.Party> scenarios,
            List<TestBank.Told> bankgirot,
            List<Choice> accounts,
            String today,
            boolean mayMove,
            boolean mayPost,
            boolean owner,
            Typed moving,
            Typed posting) {

        /** How the reference is told to the bank. */
        public List<Choice> types() {
            return List.of(
                    new Choice("UNSTRUCTURED", "Free text"),
                    new Choice("OCR", "OCR, as Swedish invoices have it"),
                    new Choice("STRUCTURED", "Structured: RF, QR, KID, Belgian"));
        }
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, Use.of())
                        .filters("until")
                        .by(call -> show(call, 200, Typed.nothing(), Typed.nothing())));
        routes.add(
                pages.form(PATH + "/clock", ClockAdvance.ADVANCE)
                        .wholeOrganization()
                        .by(this::move));
        routes.add(pages.form(PATH + "/transactions", Postings.CREATE).by(this::post));
    }

    private void requireSandbox(Call call) {
        if (!bank.clock.isSandbox(call.caller().organization())) {
            throw HttpError.notFound();
        }
    }

    private Answer show(Call call, int status, Typed moving, Typed posting) {
        requireSandbox(call);
        var view = view(call.caller(), until(call), moving, posting);
        var frame = pages.frame(call, Section.TEST_BANK, "Test bank");
        return pages.show(status, frame, "bankpages/test-data.jte", view);
    }

    private LocalDate until(Call call) {
        var today = bank.clock.now(call.caller()).toLocalDate();
        var wanted =
                call.route().method().equals("GET")
                        ? call.query().text("until").flatMap(DateRange::parse)
                        : Optional.<LocalDate>empty();
        return wanted.filter(day -> !day.isBefore(today)).orElse(today.plusDays(5));
    }

    private View view(Caller caller, LocalDate until, Typed moving, Typed posting) {
        var now = bank.clock.now(caller);
        var today = now.toLocalDate();
        return new View(
                Figures.moment(now.toInstant(), now.getZone()),
                until.toString(),
                Figures.weekday(until),
                steps(caller, until),
                jumps(today),
                TestBank.parties(),
                SimulatedBankgirot.SCENARIOS,
                atTestBank(caller).stream().map(TestDataRoutes::choice).toList(),
                today.toString(),
                caller.may(ClockAdvance.ADVANCE) && caller.accounts().all(),
                caller.may(Postings.CREATE),
                caller.owner(),
                moving,
                posting);
    }

    private List<Step> steps(Caller caller, LocalDate until) {
        var zone = bank.clock.now(caller).getZone();
        return bank.clock.plan(caller, until, MOST_STEPS).stream()
                .map(one -> new Step(Figures.moment(one.due(), zone), one.what()))
                .toList();
    }

    private static List<Jump> jumps(LocalDate today) {
        return List.of(
                new Jump("To tonight's statements", today.toString()),
                new Jump("1 day", today.plusDays(1).toString()),
                new Jump("5 days", today.plusDays(5).toString()));
    }

    private List<Account> atTestBank(Caller caller) {
        var all = new PageRequest(PageRequest.MOST, Optional.empty(), "");
        var none = new AccountFilter(List.of());
        return files
                .database()
                .read(caller.organization(), tx -> bank.accounts.list(tx, caller, none, all))
                .items()
                .stream()
                .filter(Account::fictive)
                .toList();
    }

    private static Choice choice(Account account) {
        return new Choice(
                account.id().toString(),
                account.alias().orElse(account.name()) + ", " + account.currency().code());
    }

    private Answer move(Call call) {
        requireSandbox(call);
        var form = call.fields();
        try {
            var now = bank.clock.to(call.caller(), new FormJson(form).texts("to").fields());
            var zone = bank.clock.now(call.caller()).getZone();
            return Pages.goTo(PATH, "It is " + Figures.moment(now, zone) + " at the bank.");
        } catch (InvalidRequest wrong) {
            return show(call, 400, Typed.refused(form, wrong.faults()), Typed.nothing());
        }
    }

    private Answer post(Call call) {
        requireSandbox(call);
        var form = call.fields();
        var caller = call.caller();
        var today = bank.clock.now(caller).toLocalDate();
        try {
            var wanted = NewTransaction.parse(transaction(caller, form), today);
            return switch (deeds.answerStored(call, form, tx -> posted(tx, caller, wanted))) {
                case Outcome.Refused<?>(var refusal) -> refused(call, Deeds.again(refusal));
                case Outcome.Done<?> _ ->
                        Pages.goTo(
                                PATH,
                                "The bank has booked it. The next report or statement shows it.");
            };
        } catch (NotPosted no) {
            return refused(call, no.again);
        } catch (InvalidRequest wrong) {
            return refused(call, new Deeds.Sent.Again(400, wrong.faults()));
        }
    }

    private Answer refused(Call call, Deeds.Sent.Again again) {
        return show(
                call,
                again.status(),
                Typed.nothing(),
                Typed.refused(call.fields(), named(again.faults())));
    }

    /** The form has one field for an amount, and one for what the other side is called. */
    private static List<Fault> named(List<Fault> faults) {
        var names =
                Map.of(
                        "amount.stringValue", "amount",
                        "amount.value", "amount",
                        "amount.currency", "accountId",
                        "counterpartyDetails.name", "from",
                        "remittanceInformation.type", "referenceType",
                        "remittanceInformation.value", "reference");
        return faults.stream()
                .map(one -> one.at(names.getOrDefault(one.field(), one.field())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** A refusal leaves nothing behind, also no answer under the key of the form. */
    private static final class NotPosted extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Deeds.Sent.Again again;

        private NotPosted(Deeds.Sent.Again again) {
            super("not posted", null, false, false);
            this.again = again;
        }
    }

    private StoredAnswer posted(Tx tx, Caller caller, NewTransaction wanted) {
        return switch (bank.postings.post(tx, caller, wanted)) {
            case Outcome.Done<java.util.UUID>(var id) ->
                    StoredAnswer.of(201, Json.write(Json.object().put("id", id.toString())));
            case Outcome.Refused<java.util.UUID>(var refusal) ->
                    throw new NotPosted(Deeds.again(refusal));
        };
    }

    /** Free text where nothing else was chosen. */
    private static String type(FormFields form) {
        return form.given("referenceType").orElse("UNSTRUCTURED");
    }

    private JsonFields transaction(Caller caller, FormFields form) {
        var currency =
                atTestBank(caller).stream()
                        .filter(one -> one.id().toString().equals(form.text("accountId")))
                        .map(Account::currency)
                        .findFirst();
        if (currency.isEmpty() && form.given("accountId").isPresent()) {
            throw new InvalidRequest(
                    new Fault(
                            "accountId",
                            "account_not_found",
                            "is none of your accounts at the test bank"));
        }
        var json = new FormJson(form).texts("accountId", "date");
        currency.ifPresent(one -> json.put("amount.currency", one.code()));
        form.given("amount")
                .ifPresent(text -> json.put("amount.stringValue", Amounts.read(text, currency)));
        form.given("from").ifPresent(text -> json.put("counterpartyDetails.name", text));
        form.given("reference")
                .ifPresent(
                        text ->
                                json.put("remittanceInformation.type", type(form))
                                        .put("remittanceInformation.value", text));
        return json.fields();
    }
}
