package kontor.credittransfers;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.AccountStatus;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.connections.Connections;
import kontor.core.AccountLimit;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.ExternalParty;
import kontor.counterparties.InlineAccount;
import kontor.credittransfers.NewCreditTransfer.Destination;
import kontor.db.Tx;
import kontor.mandates.Mandates;
import kontor.payercredits.CreditRefusal;
import kontor.payercredits.CreditRules;
import kontor.payercredits.UnderMandate;
import kontor.wire.ResourceRef;

/**
 * Judges new transfers by {@link CreditTransferRefusal}; reads everything a list needs in a few
 * statements.
 */
public final class CreditTransferChecks {

    private final Accounts accounts;
    private final Connections connections;
    private final TransferFacts.Sources sources;

    public CreditTransferChecks(
            Accounts accounts,
            ExternalAccounts externalAccounts,
            ExternalIds externalIds,
            Connections connections,
            Mandates mandates) {
        this.accounts = accounts;
        this.connections = connections;
        this.sources = new TransferFacts.Sources(accounts, externalAccounts, externalIds, mandates);
    }

    /**
     * A transfer that may be made: from where, to whom as far as that is known, and under which
     * mandate, if under one.
     */
    record Sides(OwnAccount source, Target target, Optional<UnderMandate> mandate) {

        /** The same, now that the account that was described exists. */
        Sides to(ExternalParty party) {
            return new Sides(source, new Target.External(party), mandate);
        }
    }

    /** Who is paid, as it was found in the database. */
    sealed interface Target {

        /** The account of a counterparty. */
        default Optional<UUID> external() {
            return this instanceof External(var party) ? Optional.of(party.id()) : Optional.empty();
        }

        record Own(OwnAccount account) implements Target {}

        record External(ExternalParty party) implements Target {}

        /** Described by the request; it becomes a counterparty's account with the transfer. */
        record Inline(InlineAccount account) implements Target {}
    }

    Map<UUID, Outcome<Sides>> judge(Tx tx, List<Request<NewCreditTransfer>> requests) {
        var facts = sources.of(tx, requests);
        var outcomes = new LinkedHashMap<UUID, Outcome<Sides>>();
        requests.forEach(one -> outcomes.put(one.id(), judge(tx, one, facts)));
        return outcomes;
    }

    private Outcome<Sides> judge(Tx tx, Request<NewCreditTransfer> request, TransferFacts facts) {
        NewCreditTransfer input = request.input();
        AccountLimit limit = request.caller().accounts();
        var own = facts.own(input.source()).filter(account -> limit.allows(account.id()));
        var profile = connections.profile(tx, own.map(OwnAccount::connectionId));
        var refused = SchemeRules.ofRequest(input, profile).or(() -> sourceRefusal(tx, input, own));
        if (refused.isPresent()) {
            return Outcome.refused(refused.get());
        }
        if (input.mandate().isPresent()) {
            return underMandate(input, own.orElseThrow(), limit, facts);
        }
        var source = facts.payable(new Target.Own(own.orElseThrow()));
        return target(input, own.get(), limit, facts)
                .flatMap(
                        target ->
                                SchemeRules.ofDestination(input, source, facts.payable(target))
                                        .<Outcome<Sides>>map(Outcome::refused)
                                        .orElseGet(
                                                () ->
                                                        Outcome.done(
                                                                new Sides(
                                                                        own.get(),
                                                                        target,
                                                                        Optional.empty()))));
    }

    /** Bankgirot knows the account and its holder, so no scheme asks anything of them. */
    private static Outcome<Sides> underMandate(
            NewCreditTransfer input, OwnAccount own, AccountLimit limit, TransferFacts facts) {
        var mandate = facts.mandate(input).filter(one -> limit.allows(one.destinationAccountId()));
        if (mandate.isEmpty()) {
            return Outcome.refused(CreditRefusal.MANDATE_NOT_FOUND.refusal());
        }
        boolean named = input.destination() instanceof Destination.External;
        return target(input, own, limit, facts)
                .flatMap(
                        target ->
                                Outcome.unless(
                                        CreditRules.refusal(
                                                mandate.get(),
                                                own.id(),
                                                named ? target.external() : Optional.empty()),
                                        () ->
                                                new Sides(
                                                        own,
                                                        target,
                                                        mandate.map(UnderMandate::of))));
    }

    private static Optional<Refusal> sourceRefusal(
            Tx tx, NewCreditTransfer input, Optional<OwnAccount> own) {
        if (own.isEmpty()) {
            return Optional.of(CreditTransferRefusal.ACCOUNT_NOT_FOUND.refusal());
        }
        if (own.get().status() != AccountStatus.ACTIVE) {
            return Optional.of(CreditTransferRefusal.ACCOUNT_NOT_ACTIVE.refusal());
        }
        return SchemeRules.ofSource(input, own.get())
                .or(
                        () ->
                                SchemeRules.dateRefusal(
                                        input.date(),
                                        tx.today(own.get().zone()),
                                        "in " + own.get().zone()))
                .or(
                        () ->
                                input.worldlink() && SchemeRules.worldlink(own.get()).isEmpty()
                                        ? Optional.of(
                                                CreditTransferRefusal.INSTRUMENT_NOT_AVAILABLE
                                                        .refusal())
                                        : Optional.empty());
    }

    /** The zone in which the bank days of an own account begin. */
    ZoneId zone(Tx tx, UUID account) {
        return Maps.required(accounts.forUse(tx, List.of(account)), account).zone();
    }

    private static Outcome<Target> target(
            NewCreditTransfer input, OwnAccount source, AccountLimit limit, TransferFacts facts) {
        return switch (input.destination()) {
            case Destination.Own(var reference) ->
                    facts.own(reference)
                            .filter(account -> limit.allows(account.id()))
                            .map(account -> ownTarget(account, source))
                            .orElseGet(
                                    () ->
                                            Outcome.refused(
                                                    CreditTransferRefusal.DESTINATION_NOT_FOUND
                                                            .refusal()));
            case Destination.External(var reference) ->
                    external(facts.party(reference), "destination.id");
            case Destination.OfMandate() ->
                    external(facts.mandate(input).flatMap(facts::payer), "mandateId");
            case Destination.Inline(var account) -> inlineTarget(account, facts);
        };
    }

    private static Outcome<Target> external(Optional<ExternalParty> party, String field) {
        if (party.isEmpty()) {
            return Outcome.refused(CreditTransferRefusal.EXTERNAL_ACCOUNT_NOT_FOUND.refusal());
        }
        return party.get().deleted()
                ? Outcome.refused(CreditTransferRefusal.EXTERNAL_ACCOUNT_DELETED.at(field, ""))
                : Outcome.done(new Target.External(party.get()));
    }

    private static Outcome<Target> ownTarget(OwnAccount account, OwnAccount source) {
        if (account.status() != AccountStatus.ACTIVE) {
            return Outcome.refused(CreditTransferRefusal.DESTINATION_NOT_ACTIVE.refusal());
        }
        return account.id().equals(source.id())
                ? Outcome.refused(CreditTransferRefusal.SAME_ACCOUNT.refusal())
                : Outcome.done(new Target.Own(account));
    }

    /** An external id that is there already names its account, which must be the one described. */
    private static Outcome<Target> inlineTarget(InlineAccount account, TransferFacts facts) {
        if (account.externalId().isEmpty()) {
            return Outcome.done(new Target.Inline(account));
        }
        var known = facts.party(new ResourceRef.ByExternalId(account.externalId().get()));
        if (known.isPresent() && !known.get().deleted()) {
            return known.get().identifiers().contains(account.identifier())
                    ? Outcome.done(new Target.External(known.get()))
                    : Outcome.refused(
                            CreditTransferRefusal.EXTERNAL_ID_TAKEN.refusal(
                                    known.get().id().toString()));
        }
        String before = facts.take(account);
        if (before != null && !before.equals(account.digest())) {
            return Outcome.refused(CreditTransferRefusal.EXTERNAL_ID_TAKEN.refusal());
        }
        return facts.isTaken(account.externalId().get())
                ? Outcome.refused(CreditTransferRefusal.EXTERNAL_ID_TAKEN.refusal())
                : Outcome.done(new Target.Inline(account));
    }
}
