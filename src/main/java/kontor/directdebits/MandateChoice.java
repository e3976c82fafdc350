package kontor.directdebits;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.accounts.OwnAccount;
import kontor.core.AccountLimit;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.ExternalParty;
import kontor.directdebits.DirectDebitChecks.Facts;
import kontor.identifiers.SepaText;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.wire.ResourceRef;

/**
 * Finds the mandate of one collection, the named one or the payer's only usable one, and judges
 * whether it allows the collection.
 *
 * @param limit of the caller, who uses no mandate for an account beyond it
 */
record MandateChoice(NewDirectDebit input, AccountLimit limit, OwnAccount own, Facts facts) {

    /** The mandate; that it can be used is not said yet. */
    Outcome<Mandate> mandate() {
        if (input.payer().isPresent() && payer().isEmpty()) {
            return Outcome.refused(DirectDebitRefusal.EXTERNAL_ACCOUNT_NOT_FOUND.refusal());
        }
        if (payer().map(ExternalParty::deleted).orElse(false)) {
            return Outcome.refused(DirectDebitRefusal.EXTERNAL_ACCOUNT_DELETED.refusal());
        }
        return input.mandate().map(this::named).orElseGet(this::onlyOne);
    }

    private Optional<ExternalParty> payer() {
        return payerId().map(facts.parties()::get);
    }

    private Optional<UUID> payerId() {
        return input.payer().flatMap(reference -> facts.id(reference, ExternalAccounts.RESOURCE));
    }

    private Outcome<Mandate> named(ResourceRef reference) {
        return facts.id(reference, Mandates.RESOURCE)
                .map(facts.mandates()::get)
                .filter(mandate -> limit.allows(mandate.destinationAccountId()))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(DirectDebitRefusal.MANDATE_NOT_FOUND.refusal()));
    }

    private Outcome<Mandate> onlyOne() {
        var fitting =
                facts.usable().getOrDefault(payerId().orElseThrow(), List.of()).stream()
                        .filter(this::fits)
                        .toList();
        if (fitting.isEmpty()) {
            return Outcome.refused(
                    DirectDebitRefusal.MANDATE_NOT_FOUND.refusal(
                            "the external account has none of scheme " + input.scheme()));
        }
        var usable = fitting.stream().filter(mandate -> refusal(mandate).isEmpty()).toList();
        return switch (usable.size()) {
            // None can be used; the judgement of the first, which follows, tells why.
            case 0 -> Outcome.done(fitting.getFirst());
            case 1 -> Outcome.done(usable.getFirst());
            default -> Outcome.refused(ambiguous(usable));
        };
    }

    private boolean fits(Mandate mandate) {
        return limit.allows(mandate.destinationAccountId())
                && mandate.scheme() == input.scheme()
                && !mandate.usedUp()
                && (input.scheme() != MandateScheme.AUTOGIRO || isForOwn(mandate));
    }

    private boolean isForOwn(Mandate mandate) {
        return mandate.destinationAccountId().equals(Optional.of(own.id()));
    }

    private static Refusal ambiguous(List<Mandate> usable) {
        return DirectDebitRefusal.MANDATE_AMBIGUOUS.refusal(
                usable.stream()
                        .map(mandate -> mandate.id().toString())
                        .collect(Collectors.joining(", ")));
    }

    /** Who is debited under a mandate. */
    ExternalParty party(Mandate mandate) {
        return Maps.required(facts.parties(), mandate.externalAccountId());
    }

    /** Why the mandate does not allow the collection. */
    Optional<Refusal> refusal(Mandate mandate) {
        // The payer's account was not named, so the mandate that leads to it is to blame.
        if (party(mandate).deleted()) {
            return Optional.of(DirectDebitRefusal.EXTERNAL_ACCOUNT_DELETED.at("mandateId", ""));
        }
        return otherThanAsked(mandate)
                .or(() -> notUsable(mandate))
                .or(() -> outOfTime(mandate))
                .or(() -> input.scheme().isSepa() ? refusedByBanks(mandate) : Optional.empty());
    }

    private Optional<Refusal> otherThanAsked(Mandate mandate) {
        if (mandate.scheme() != input.scheme()) {
            return no(DirectDebitRefusal.MANDATE_OTHER_SCHEME, mandate.scheme().name());
        }
        if (payerId().map(payer -> !payer.equals(mandate.externalAccountId())).orElse(false)) {
            return no(DirectDebitRefusal.MANDATE_OTHER_ACCOUNT, "");
        }
        return mandate.scheme() == MandateScheme.AUTOGIRO && !isForOwn(mandate)
                ? no(DirectDebitRefusal.MANDATE_OTHER_DESTINATION, "")
                : Optional.empty();
    }

    /** Why nothing at all is collected under it. */
    static Optional<Refusal> notUsable(Mandate mandate) {
        if (!mandate.status().isLive() && mandate.status() != MandateStatus.PENDING_CANCELLATION) {
            return no(DirectDebitRefusal.MANDATE_NOT_USABLE, "it is " + mandate.status());
        }
        if (mandate.blockedBy().isPresent()) {
            return no(DirectDebitRefusal.MANDATE_BLOCKED, mandate.blockedBy().get());
        }
        return mandate.usedUp() ? no(DirectDebitRefusal.MANDATE_USED_UP, "") : Optional.empty();
    }

    private Optional<Refusal> outOfTime(Mandate mandate) {
        var signed = mandate.signatureDate();
        if (signed.map(input.date()::isBefore).orElse(false)) {
            return no(
                    DirectDebitRefusal.MANDATE_SIGNED_LATER,
                    signed.map(LocalDate::toString).orElse(""));
        }
        return mandate.lapses()
                .filter(input.date()::isAfter)
                .flatMap(day -> no(DirectDebitRefusal.MANDATE_LAPSED, "on " + day));
    }

    private Optional<Refusal> refusedByBanks(Mandate mandate) {
        // Most mandates of a list are of one creditor.
        var problem =
                facts.sepaCreditorProblems()
                        .computeIfAbsent(
                                mandate.creditorReference(), _ -> mandate.creditorProblem());
        if (problem.isPresent()) {
            return no(DirectDebitRefusal.CREDITOR_IDENTIFIER_INVALID, problem.get());
        }
        if (!SepaText.isLegible(party(mandate).legalName())) {
            String field = input.payer().isPresent() ? "source.id" : "mandateId";
            return Optional.of(DirectDebitRefusal.PAYER_NAME_UNREADABLE.at(field, ""));
        }
        return party(mandate).addressMissing()
                ? no(DirectDebitRefusal.PAYER_ADDRESS_MISSING, "")
                : Optional.empty();
    }

    private static Optional<Refusal> no(DirectDebitRefusal refusal, String fact) {
        return Optional.of(refusal.refusal(fact));
    }
}
