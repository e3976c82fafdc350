package kontor.chainpages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.approvals.ApprovalChain;
import kontor.approvals.ApprovalChains;
import kontor.approvals.ApprovalStep;
import kontor.approvals.Approvals;
import kontor.approvals.PaymentType;
import kontor.approvals.Subject;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.deciders.Deciders;
import kontor.deciders.StepDeciders;
import kontor.forms.Amounts;
import kontor.forms.Choice;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.PageRequest;

/** Which approval chain a payment would meet, as the door itself decides; nothing is made. */
public final class ChainTryRoutes {

    private static final String PATH = "/approval-chains/try";
    private static final List<String> FIELDS =
            List.of("paymentType", "accountId", "amount", "roleId");
    private static final PageRequest ALL = new PageRequest(PageRequest.MOST, Optional.empty(), "");

    private final Pages pages;
    private final Desk desk;
    private final Approvals approvals;
    private final ApprovalChains chains;
    private final Deciders deciders = new Deciders();

    public ChainTryRoutes(Pages pages, Desk desk, Approvals approvals, ApprovalChains chains) {
        this.pages = pages;
        this.desk = desk;
        this.approvals = approvals;
        this.chains = chains;
    }

    /**
     * A step that the payment would have.
     *
     * @param chain its name, and {@code path} its page; empty for the owner's step
     * @param who decides it, in words
     * @param able who could by now; empty where nobody has to
     */
    public record Step(String number, String chain, String path, String who, String able) {}

    /**
     * All of them.
     *
     * @param passable whether there are enough different people for them, besides who asks
     */
    public record Foreseen(List<Step> steps, boolean passable) {

        static final Foreseen NOTHING = new Foreseen(List.of(), true);
    }

    /**
     * What the page shows.
     *
     * @param asked whether something was asked and understood
     * @param payment what was asked of, in words
     */
    public record View(
            List<Choice> types,
            List<Choice> accounts,
            List<Choice> roles,
            String role,
            boolean asked,
            String payment,
            Foreseen foreseen,
            Typed typed) {

        public List<Step> steps() {
            return foreseen.steps;
        }
    }

    public void register(Routes routes) {
        routes.add(pages.route(PATH, ApprovalChains.READ).filters(FIELDS).by(this::look));
    }

    private Answer look(Call call) {
        var caller = call.caller();
        var typed = typed(call);
        try {
            var wanted = wanted(caller, typed.fields());
            var steps = wanted.map(one -> steps(caller, one)).orElse(Foreseen.NOTHING);
            return show(call, 200, typed, wanted, steps);
        } catch (InvalidRequest wrong) {
            var again = Typed.refused(typed.fields(), wrong.faults());
            return show(call, 400, again, Optional.empty(), Foreseen.NOTHING);
        }
    }

    private static Typed typed(Call call) {
        var pairs = new ArrayList<String>();
        for (String name : FIELDS) {
            call.query()
                    .text(name)
                    .ifPresent(text -> pairs.add(name + "=" + Figures.inAddress(text)));
        }
        return Typed.of(FormFields.of(String.join("&", pairs).getBytes(StandardCharsets.UTF_8)));
    }

    /** A payment that is thought of. */
    private record Wanted(PaymentType type, Account account, Money amount, UUID role) {

        String words() {
            return (type == PaymentType.DIRECT_DEBIT ? "A direct debit" : "A credit transfer")
                    + " of "
                    + Figures.amount(amount)
                    + " "
                    + amount.currency().code()
                    + (type == PaymentType.DIRECT_DEBIT ? " into " : " from ")
                    + account.alias().orElse(account.name());
        }
    }

    /** Absent where nothing was asked yet. */
    private Optional<Wanted> wanted(Caller caller, FormFields form) {
        if (form.given("amount").isEmpty() && form.given("accountId").isEmpty()) {
            return Optional.empty();
        }
        var faults = new ArrayList<Fault>();
        var type = types().stream().filter(one -> is(form, "paymentType", one.name())).findFirst();
        require(faults, type, "paymentType", "must be one of the kinds of payments");
        var account =
                desk.accounts(caller).stream()
                        .filter(one -> is(form, "accountId", one.id().toString()))
                        .findFirst();
        require(faults, account, "accountId", "must be one of your accounts");
        var role = role(caller, form);
        require(faults, role, "roleId", "must be one of the roles");
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        var own = account.orElseThrow();
        return Optional.of(
                new Wanted(type.orElseThrow(), own, amount(form, own), role.orElseThrow()));
    }

    private static boolean is(FormFields form, String name, String value) {
        return form.text(name).equals(value);
    }

    private static void require(
            List<Fault> faults, Optional<?> value, String name, String otherwise) {
        if (value.isEmpty()) {
            faults.add(Fault.invalid(name, otherwise));
        }
    }

    private Optional<UUID> role(Caller caller, FormFields form) {
        var given = form.given("roleId");
        return given.isEmpty() || given.get().equals(caller.roleId().toString())
                ? Optional.of(caller.roleId())
                : desk.roleNames(caller).keySet().stream()
                        .filter(one -> one.toString().equals(given.get()))
                        .findFirst();
    }

    private static Money amount(FormFields form, Account account) {
        try {
            var currency = account.currency();
            var json = new FormJson(form);
            form.given("amount")
                    .map(text -> Amounts.read(text, Optional.of(currency)))
                    .ifPresent(
                            text ->
                                    json.put("amount.currency", currency.code())
                                            .put("amount.stringValue", text));
            var fields = json.fields();
            fields.require("amount");
            var amount = fields.amount("amount");
            fields.refuseFaults();
            return amount.orElseThrow();
        } catch (InvalidRequest wrong) {
            throw new InvalidRequest(wrong.faults().stream().map(one -> one.at("amount")).toList());
        }
    }

    private static List<PaymentType> types() {
        return List.of(PaymentType.DIRECT_DEBIT, PaymentType.CREDIT_TRANSFER);
    }

    private Foreseen steps(Caller caller, Wanted wanted) {
        var roles = desk.roleNames(caller);
        var subject =
                new Subject(
                        Ids.next(),
                        wanted.type,
                        wanted.amount,
                        ChainWords.inRole(caller, wanted.role),
                        wanted.account.id(),
                        wanted.account.entityId());
        return desk.read(
                caller,
                tx -> {
                    var names = names(tx, caller);
                    var steps = approvals.foreseen(tx, caller, subject);
                    var able = deciders.of(tx, caller, steps);
                    return new Foreseen(
                            steps.stream().map(one -> step(one, names, roles, able)).toList(),
                            able.passable());
                });
    }

    private Map<UUID, String> names(Tx tx, Caller caller) {
        var names = new LinkedHashMap<UUID, String>();
        for (ApprovalChain one : chains.list(tx, caller, ALL).items()) {
            names.put(one.id(), one.terms().name());
        }
        return names;
    }

    private static Step step(
            ApprovalStep one,
            Map<UUID, String> names,
            Map<UUID, String> roles,
            Deciders.Found able) {
        var chain = Optional.ofNullable(names.get(one.chainId()));
        return new Step(
                Integer.toString(one.number()),
                chain.orElse("No chain applies for certain: the owner's step"),
                chain.map(_ -> "/approval-chains/" + one.chainId()).orElse(""),
                who(one, roles),
                able.steps().stream()
                        .filter(who -> who.number() == one.number())
                        .map(StepDeciders::words)
                        .findFirst()
                        .orElse(""));
    }

    private static String who(ApprovalStep one, Map<UUID, String> roles) {
        if (one.autoApproved()) {
            return "approves by itself";
        }
        var names =
                one.requiredRoleIds().stream()
                        .map(id -> roles.getOrDefault(id, id.toString()))
                        .toList();
        return "anyone in "
                + String.join(" or ", names)
                + (one.allowCreator() ? "; whoever made it too" : "; not whoever made it");
    }

    private Answer show(
            Call call, int status, Typed typed, Optional<Wanted> wanted, Foreseen steps) {
        var caller = call.caller();
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        "Which chain would a payment meet?",
                        SettingsTabs.CRUMB,
                        SettingsTabs.CHAINS.crumb());
        var view =
                new View(
                        List.of(
                                new Choice(PaymentType.DIRECT_DEBIT.name(), "a direct debit"),
                                new Choice(
                                        PaymentType.CREDIT_TRANSFER.name(), "a credit transfer")),
                        desk.accountChoices(caller),
                        desk.roleChoices(caller),
                        typed.value("roleId", caller.roleId().toString()),
                        wanted.isPresent(),
                        wanted.map(Wanted::words).orElse(""),
                        steps,
                        typed);
        return pages.show(status, frame, "chainpages/try.jte", view);
    }
}
