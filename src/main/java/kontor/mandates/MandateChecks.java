package kontor.mandates;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.changes.ResolvedIds;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.ExternalParty;
import kontor.db.Tx;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.QrReference;
import kontor.identifiers.SepaCountries;
import kontor.identifiers.SepaText;
import kontor.wire.Json;
import kontor.wire.ResourceRef;

/** Judges new mandates by {@link MandateRefusal}; reads everything that a list needs at once. */
public final class MandateChecks {

    private final Accounts accounts;
    private final ExternalAccounts externalAccounts;
    private final ExternalIds externalIds;

    public MandateChecks(
            Accounts accounts, ExternalAccounts externalAccounts, ExternalIds externalIds) {
        this.accounts = accounts;
        this.externalAccounts = externalAccounts;
        this.externalIds = externalIds;
    }

    /** What the checks of one list look at. */
    private record Facts(
            ResolvedIds resolved,
            Map<UUID, ExternalParty> parties,
            Map<UUID, OwnAccount> own,
            List<String> sepaCreditors,
            ZoneId zone) {

        Optional<ExternalParty> party(ResourceRef reference) {
            return resolved.id(reference, ExternalAccounts.RESOURCE).map(parties::get);
        }

        Optional<OwnAccount> own(ResourceRef reference) {
            return resolved.id(reference, Accounts.RESOURCE).map(own::get);
        }
    }

    /** The payee of each mandate that is asked for; absent where nobody says who it is. */
    Map<UUID, String> payees(Tx tx, List<Request<NewMandate>> requests) {
        var facts = facts(tx, requests);
        var payees = new HashMap<UUID, String>();
        for (var one : requests) {
            var scheme = one.input().scheme();
            var destination = one.input().destinationAccount().flatMap(facts::own);
            var own = destination.map(OwnAccount::id);
            creditor(one.input(), destination, facts).stream()
                    .filter(_ -> scheme.isSepa() || own.isPresent())
                    .map(creditor -> MandateNames.payee(scheme, creditor, own))
                    .forEach(payee -> payees.put(one.id(), payee));
        }
        return payees;
    }

    Map<UUID, Outcome<Mandate>> judge(Tx tx, List<Request<NewMandate>> requests) {
        var facts = facts(tx, requests);
        var outcomes = new LinkedHashMap<UUID, Outcome<Mandate>>();
        for (var one : requests) {
            outcomes.put(one.id(), judge(tx, one, facts));
        }
        return outcomes;
    }

    private Facts facts(Tx tx, List<Request<NewMandate>> requests) {
        var resolved =
                externalIds.named(
                        tx,
                        requests.stream()
                                .map(Request::input)
                                .flatMap(
                                        input ->
                                                Stream.concat(
                                                        Stream.of(input.externalAccount()),
                                                        input.destinationAccount().stream())));
        var parties =
                requests.stream()
                        .flatMap(
                                one ->
                                        resolved
                                                .id(
                                                        one.input().externalAccount(),
                                                        ExternalAccounts.RESOURCE)
                                                .stream())
                        .distinct()
                        .toList();
        var own =
                requests.stream()
                        .flatMap(one -> one.input().destinationAccount().stream())
                        .flatMap(reference -> resolved.id(reference, Accounts.RESOURCE).stream())
                        .distinct()
                        .toList();
        return new Facts(
                resolved,
                externalAccounts.forUse(tx, parties),
                accounts.forUse(tx, own),
                accounts.sepaCreditorIdentifiers(tx),
                tx.zone());
    }

    /**
     * The checks of changes, with the payers' accounts that they name, which cannot be deleted
     * until this transaction ends.
     */
    Amendments.Checks ofChanges(Tx tx, List<MandatePatch> patches) {
        var references =
                patches.stream().flatMap(patch -> patch.externalAccount().stream()).toList();
        var resolved = externalIds.named(tx, references.stream());
        var parties =
                references.stream()
                        .flatMap(
                                reference ->
                                        resolved.id(reference, ExternalAccounts.RESOURCE).stream())
                        .distinct()
                        .toList();
        return new Amendments.Checks(
                resolved,
                externalAccounts.forUse(tx, parties),
                tx.today(tx.zone()),
                party -> payer(tx, party));
    }

    private static Mandate.Payer payer(Tx tx, ExternalParty party) {
        return new Mandate.Payer(
                party.id(),
                Json.write(party.accountSnapshot(tx.organization())),
                Json.write(party.holder()));
    }

    private Outcome<Mandate> judge(Tx tx, Request<NewMandate> request, Facts facts) {
        NewMandate input = request.input();
        var party = facts.party(input.externalAccount());
        if (party.isEmpty()) {
            return Outcome.refused(MandateRefusal.EXTERNAL_ACCOUNT_NOT_FOUND.refusal());
        }
        if (party.get().deleted()) {
            return Outcome.refused(MandateRefusal.EXTERNAL_ACCOUNT_DELETED.refusal());
        }
        var destination =
                input.destinationAccount()
                        .flatMap(facts::own)
                        .filter(account -> request.caller().accounts().allows(account.id()));
        var refused =
                (input.scheme().isSepa()
                                ? sepaRefusal(input.scheme(), party.get())
                                : autogiroRefusal(
                                        input,
                                        input.active() || request.caller().isBank(),
                                        party.get(),
                                        destination))
                        .or(
                                () ->
                                        input.destinationAccount().isPresent()
                                                        && destination.isEmpty()
                                                ? Optional.of(
                                                        MandateRefusal.DESTINATION_NOT_FOUND
                                                                .refusal())
                                                : Optional.empty());
        if (refused.isPresent()) {
            return Outcome.refused(refused.get());
        }
        return switch (creditor(input, destination, facts)) {
            case Outcome.Refused<String>(var refusal) -> Outcome.refused(refusal);
            case Outcome.Done<String>(var creditor) ->
                    signed(tx, request, party.get(), destination, creditor, facts);
        };
    }

    static Optional<Refusal> sepaRefusal(MandateScheme scheme, ExternalParty party) {
        var iban = party.number(AccountIdentifierType.IBAN);
        if (iban.filter(SepaCountries::isSepa).isEmpty()) {
            return Optional.of(MandateRefusal.ACCOUNT_NOT_REACHABLE.refusal());
        }
        if (iban.filter(QrReference::isQrIban).isPresent()) {
            return Optional.of(
                    MandateRefusal.ACCOUNT_NOT_REACHABLE.refusal(
                            "it has a QR-IBAN, which only takes payments; ask the payer for the"
                                    + " IBAN of the account"));
        }
        if (scheme == MandateScheme.SDD_B2B && party.individual()) {
            return Optional.of(MandateRefusal.PARTY_TYPE_NOT_ALLOWED.refusal());
        }
        return MandateRefusal.PAYER_NAME_UNREADABLE.when(!SepaText.isLegible(party.legalName()));
    }

    private static Optional<Refusal> autogiroRefusal(
            NewMandate input,
            boolean known,
            ExternalParty party,
            Optional<OwnAccount> destination) {
        var bankgiro = party.number(AccountIdentifierType.SE_BANKGIRO);
        if (bankgiro.isEmpty() && !party.isSwedish()) {
            return Optional.of(MandateRefusal.ACCOUNT_NOT_SWEDISH.refusal());
        }
        if (bankgiro.isPresent() && !bankgiro.get().equals(input.mandateReference())) {
            return Optional.of(MandateRefusal.PAYER_NUMBER_NOT_BANKGIRO.refusal());
        }
        // Of what Bankgirot knows already it is told neither.
        if (bankgiro.isEmpty() && !known) {
            if (party.swedishAccount().isEmpty()) {
                return Optional.of(MandateRefusal.PAYER_ACCOUNT_INVALID.refusal());
            }
            if (party.swedishNationalNumber().isEmpty()) {
                return Optional.of(MandateRefusal.PAYER_IDENTITY_MISSING.refusal());
            }
        }
        if (destination.isEmpty()) {
            return Optional.of(MandateRefusal.DESTINATION_NOT_FOUND.refusal());
        }
        if (!destination.get().currency().code().equals("SEK")
                || destination.get().bankgiro().isEmpty()) {
            return Optional.of(MandateRefusal.DESTINATION_NOT_BANKGIRO.refusal());
        }
        return Optional.empty();
    }

    private static Outcome<String> creditor(
            NewMandate input, Optional<OwnAccount> destination, Facts facts) {
        if (input.creditorReference().isPresent()) {
            return Outcome.done(input.creditorReference().get());
        }
        var ofAccount =
                destination.flatMap(
                        account ->
                                input.scheme().isSepa()
                                        ? account.sepaCreditorIdentifier()
                                        : account.autogiroCustomerNumber());
        if (ofAccount.isPresent()) {
            return Outcome.done(ofAccount.get());
        }
        var known = input.scheme().isSepa() ? facts.sepaCreditors : List.<String>of();
        if (known.isEmpty()) {
            return Outcome.refused(MandateRefusal.CREDITOR_REFERENCE_MISSING.refusal());
        }
        return known.size() == 1
                ? Outcome.done(known.getFirst())
                : Outcome.refused(
                        MandateRefusal.CREDITOR_REFERENCE_AMBIGUOUS.refusal(
                                String.join(", ", known)));
    }

    private static Outcome<Mandate> signed(
            Tx tx,
            Request<NewMandate> request,
            ExternalParty party,
            Optional<OwnAccount> destination,
            String creditor,
            Facts facts) {
        NewMandate input = request.input();
        var today = tx.today(facts.zone);
        var signed =
                input.signatureDate()
                        .or(() -> input.scheme().isSepa() ? Optional.of(today) : Optional.empty());
        if (signed.isPresent() && signed.get().isAfter(today)) {
            return Outcome.refused(MandateRefusal.SIGNED_IN_FUTURE.refusal("today is " + today));
        }
        if (input.moved().lastCollection().filter(today::isBefore).isPresent()) {
            return Outcome.refused(
                    MandateRefusal.LAST_COLLECTION_IN_FUTURE.refusal("today is " + today));
        }
        var mandate =
                input.made(
                        request.id(),
                        payer(tx, party),
                        party,
                        destination.map(OwnAccount::id),
                        creditor,
                        signed,
                        tx.now());
        return mandate.lapses().filter(today::isAfter).isPresent()
                ? Outcome.refused(lapsed(mandate))
                : Outcome.done(mandate);
    }

    private static Refusal lapsed(Mandate mandate) {
        return mandate.lastCollection().isPresent()
                ? MandateRefusal.LAST_COLLECTION_TOO_LONG_AGO.refusal()
                : MandateRefusal.SIGNED_TOO_LONG_AGO.refusal();
    }
}
