package kontor.paymentforms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.directdebits.MoneyBack;
import kontor.pageparts.ApprovalWords;
import kontor.pages.Figures;
import kontor.previews.PaymentPreview;

/**
 * What would become of a payment, beside its form.
 *
 * @param lines in the order in which it would happen; empty where nothing was asked yet
 * @param effective the bank day that it would have
 * @param warnings what is odd and not refused
 */
public record Ahead(List<Line> lines, Optional<LocalDate> effective, List<Warning> warnings) {

    /** The code of a warning that names an earlier payment like this one. */
    private static final String TWIN = "POSSIBLE_DUPLICATE";

    static final Ahead UNASKED = new Ahead(List.of(), Optional.empty(), List.of());

    /** A line of what will happen. */
    public record Line(String icon, String what, String more) {}

    /**
     * Something to look at before it is made.
     *
     * @param heading what kind it is; empty where the sentence says it
     * @param path of the payment that it speaks of; empty where it speaks of none
     */
    public record Warning(String heading, String words, String path) {}

    public Ahead {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    public boolean isAsked() {
        return !lines.isEmpty();
    }

    /**
     * @param verb what happens on the bank day, as "collected"
     * @param zone in which moments are told
     */
    static Ahead of(
            Tx tx,
            Caller caller,
            PaymentPreview preview,
            ApprovalWords words,
            String verb,
            ZoneId zone) {
        var payment = preview.payment();
        var lines = new ArrayList<Line>();
        lines.add(day(preview, verb));
        String until =
                Figures.moment(Instant.parse(payment.path("submissionDeadline").asText()), zone)
                        + " "
                        + zone.getId();
        lines.add(approvals(tx, caller, preview, words, until));
        who(preview).ifPresent(lines::add);
        if (preview.waitsForMandate()) {
            lines.add(
                    new Line(
                            "clock",
                            "Waits for the mandate",
                            "Bankgirot has not agreed to it yet; if it refuses, this fails"));
        }
        lines.add(new Line("file", "Leaves with the file of " + until, ""));
        lines.add(preview.isCollection() ? back(preview.moneyBack()) : askedBack(payment));
        return new Ahead(lines, Optional.of(preview.effectiveDate()), warnings(payment));
    }

    private static List<Warning> warnings(JsonNode payment) {
        var warnings = new ArrayList<Warning>();
        for (var one : payment.path("warnings")) {
            String other = one.path("paymentId").asText();
            boolean twin = one.path("code").asText().equals(TWIN);
            warnings.add(
                    new Warning(
                            twin ? "Possible duplicate." : "",
                            one.path("message").asText(),
                            other.isEmpty() ? "" : "/credit-transfers/" + other));
        }
        return warnings;
    }

    private static Line day(PaymentPreview preview, String verb) {
        String asked = preview.payment().path("date").asText();
        boolean same = asked.equals(preview.effectiveDate().toString());
        return new Line(
                "clock",
                amount(preview.payment().path("amount"))
                        + " "
                        + verb
                        + " on "
                        + Figures.weekday(preview.effectiveDate()),
                same
                        ? "the day you asked for"
                        : "you asked for " + asked + ", which is no bank day or too soon");
    }

    /** As it was read of what was typed. */
    private static String amount(JsonNode amount) {
        var currency = Currency.known(amount.path("currency").asText());
        var money = new Money(amount.path("value").asLong(), currency);
        return Figures.amount(money) + " " + currency.code();
    }

    private static Line approvals(
            Tx tx, Caller caller, PaymentPreview preview, ApprovalWords words, String until) {
        var steps = preview.payment().path("approvalSteps");
        long open = steps(steps).filter(one -> !one.path("autoApproved").asBoolean()).count();
        if (open == 0) {
            return new Line("approve", "Needs no approval", who(tx, caller, preview, words));
        }
        String own =
                steps(steps).allMatch(one -> one.path("allowCreatorApproval").asBoolean())
                        ? ""
                        : ". You cannot approve your own";
        return new Line(
                "approve",
                open == 1 ? "Needs one approval" : "Needs " + open + " approvals",
                who(tx, caller, preview, words)
                        + own
                        + ". Until "
                        + until
                        + ", else it moves to the next bank day");
    }

    /** Who could decide by now; nothing where nobody has to. */
    private static Optional<Line> who(PaymentPreview preview) {
        var found = preview.deciders();
        if (found.steps().isEmpty()) {
            return Optional.empty();
        }
        String each =
                found.steps().stream()
                        .map(one -> "step " + one.number() + " " + one.words())
                        .collect(Collectors.joining("; "));
        return Optional.of(
                found.passable()
                        ? new Line("people", "Could approve by now", each)
                        : new Line(
                                "warning",
                                "Nobody else can approve this by now",
                                each + ". Its steps need different people who did not make it"));
    }

    private static Stream<JsonNode> steps(JsonNode steps) {
        return StreamSupport.stream(steps.spliterator(), false);
    }

    /** The chain, where the caller may know it, then the roles step by step. */
    private static String who(Tx tx, Caller caller, PaymentPreview preview, ApprovalWords words) {
        var told = new ArrayList<String>();
        var chain = Optional.<String>empty();
        for (var step : preview.payment().path("approvalSteps")) {
            chain =
                    chain.or(
                            () ->
                                    Optional.ofNullable(
                                            preview.chains()
                                                    .get(step.path("approvalChainId").asText())));
            if (step.path("autoApproved").asBoolean()) {
                told.add("approved by the chain itself");
                continue;
            }
            var roles = new ArrayList<UUID>();
            step.path("requiredRoleIds").forEach(id -> roles.add(UUID.fromString(id.asText())));
            told.add(words.roles(tx, caller, roles));
        }
        String roles = String.join(", then ", told);
        return chain.map(name -> "chain " + name + ": " + roles).orElse(roles);
    }

    private static Line askedBack(JsonNode transfer) {
        return transfer.has("mandate")
                ? new Line(
                        "back",
                        "Once sent it can be called back until Bankgirot pays",
                        "after that only the payer can send it back, by a payment of its own")
                : new Line(
                        "back",
                        "Once sent it can only be asked back",
                        "the payee may refuse, and the bank may take a fee");
    }

    private static Line back(Optional<MoneyBack> back) {
        if (back.isEmpty()) {
            return new Line("back", "May be returned by the payer's bank", "");
        }
        return back.get()
                .refundUntil()
                .map(
                        day ->
                                new Line(
                                        "back",
                                        "May come back until " + day,
                                        "8 weeks, no reason needed"))
                .orElseGet(
                        () ->
                                new Line(
                                        "back",
                                        "May be returned until " + back.get().returnUntil(),
                                        "by the payer's bank"));
    }
}
