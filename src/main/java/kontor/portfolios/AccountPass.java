package kontor.portfolios;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.counterparties.EmbeddedAccount;
import kontor.counterparties.NewExternalAccount;
import kontor.db.Tx;
import kontor.portfolios.PayerTable.Numbered;
import kontor.portfolios.PortfolioRow.Payer;
import kontor.wire.ResourceRef;

/** Adds accounts to counterparties that are there by now, unless they have the number already. */
final class AccountPass {

    private final SlicePass pass;
    private final Map<PortfolioRow, Request<NewExternalAccount>> requests = new LinkedHashMap<>();

    /** Which row has made the account of an external id. */
    private final Map<String, PortfolioRow> made = new HashMap<>();

    /** Rows that use the account of another one. */
    private final Map<PortfolioRow, PortfolioRow> sharing = new LinkedHashMap<>();

    AccountPass(SlicePass pass) {
        this.pass = pass;
    }

    /**
     * @param there accounts that were there before
     */
    void run(Tx tx, Map<Numbered, UUID> there) {
        var known = new HashMap<>(there);
        pass.left().forEach(row -> know(known, row));
        var makers = new HashMap<Numbered, PortfolioRow>();
        pass.left()
                .filter(row -> pass.account(row).isEmpty())
                .forEach(
                        row ->
                                pass.described(row)
                                        .ifPresent(account -> ask(known, makers, row, account)));
        create(tx);
        pass.left().forEach(this::forgetTheLater);
        sharing.forEach(
                (row, maker) ->
                        pass.account(maker)
                                .ifPresentOrElse(
                                        account -> pass.account(row, account),
                                        () -> pass.failAlike(row, maker)));
    }

    /** An account that a row behind this one has made was not there for this one. */
    private void forgetTheLater(PortfolioRow row) {
        if (pass.wanted(row).payer() instanceof Payer.Known(ResourceRef.ByExternalId(var text))
                && made.getOrDefault(text, row).index() > row.index()) {
            pass.account(row, new ResourceRef.Unknown());
        }
    }

    private void hasMade(PortfolioRow row) {
        pass.described(row)
                .flatMap(EmbeddedAccount::externalId)
                .ifPresent(text -> made.put(text, row));
    }

    /** An account that was made with its counterparty a moment ago. */
    private void know(Map<Numbered, UUID> known, PortfolioRow row) {
        var party = pass.party(row);
        var account = pass.described(row);
        if (party.isPresent()
                && account.isPresent()
                && pass.account(row).orElse(null) instanceof ResourceRef.ById(var id)) {
            known.putIfAbsent(new Numbered(party.get(), account.get().identifier()), id);
            hasMade(row);
        }
    }

    private void ask(
            Map<Numbered, UUID> known,
            Map<Numbered, PortfolioRow> makers,
            PortfolioRow row,
            EmbeddedAccount account) {
        var party = pass.party(row);
        if (party.isEmpty()) {
            // Where the row names a counterparty that is not there, the door of accounts says so.
            if (pass.wanted(row).payer() instanceof Payer.OfKnown) {
                request(row, new ResourceRef.Unknown(), account);
            }
            return;
        }
        var number = new Numbered(party.get(), account.identifier());
        var before = known.get(number);
        if (before != null) {
            pass.account(row, new ResourceRef.ById(before));
            return;
        }
        var maker = makers.putIfAbsent(number, row);
        if (maker != null) {
            sharing.put(row, maker);
            return;
        }
        request(row, new ResourceRef.ById(party.get()), account);
    }

    private void request(PortfolioRow row, ResourceRef party, EmbeddedAccount account) {
        requests.put(row, pass.order().request(new NewExternalAccount(party, account)));
    }

    private void create(Tx tx) {
        if (requests.isEmpty()) {
            return;
        }
        var asked = List.copyOf(requests.values());
        var outcomes = pass.doors().accounts().create(tx, asked).iterator();
        requests.forEach(
                (row, request) -> {
                    switch (outcomes.next()) {
                        case Outcome.Done<Snapshot> _ -> {
                            pass.account(row, new ResourceRef.ById(request.id()));
                            hasMade(row);
                        }
                        case Outcome.Refused<Snapshot>(var refusal) ->
                                pass.fail(row, refusal, pass.wanted(row).cells()::ofAccount);
                    }
                });
    }
}
