package kontor.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.overviews.Overviews;

/** What a person may begin: the buttons, and the way of those who have nothing yet. */
record FirstSteps(Caller caller, Predicate<String> served) {

    private static final String PARTIES = "/counterparties/new";
    private static final String MANDATES = "/mandates";
    private static final String DEBITS = "/direct-debits/new";
    private static final String TRANSFERS = "/credit-transfers/new";
    private static final Use MAKES_PARTIES = Use.of("counterparties:create");
    private static final Use MAKES_MANDATES = Use.of("mandates:create");
    private static final Use COLLECTS = Use.of("direct_debits:create");
    private static final Use PAYS = Use.of("credit_transfers:create");

    List<Home.Action> actions() {
        var actions = new ArrayList<Home.Action>();
        if (offers(TRANSFERS, PAYS)) {
            actions.add(new Home.Action("New credit transfer", TRANSFERS, false));
        }
        if (offers(DEBITS, COLLECTS)) {
            actions.add(new Home.Action("New direct debit", DEBITS, true));
        }
        return actions;
    }

    private boolean offers(String path, Use use) {
        return caller.may(use) && served.test(path);
    }

    /**
     * @param begun what is done already; absent where nobody says it to the caller
     * @return empty where a payment was made
     */
    List<Home.First> steps(Optional<Overviews.Begun> begun, boolean sandbox) {
        if (begun.isEmpty() || begun.get().paid()) {
            return List.of();
        }
        var steps = new ArrayList<Home.First>();
        make(steps, begun.get(), sandbox);
        steps.add(
                new Home.First(
                        "Approve it",
                        sandbox
                                ? "By somebody else: the sandbox has an approver, for a second"
                                        + " browser or a private window."
                                : "Nothing leaves before people with the right role have agreed.",
                        "/approvals",
                        false));
        if (sandbox) {
            steps.add(
                    new Home.First(
                            "Let days pass at the test bank",
                            "Move its clock, and see the file leave, the answer and the"
                                    + " statement come.",
                            "/test-data",
                            false));
        }
        return steps;
    }

    private void make(List<Home.First> steps, Overviews.Begun done, boolean sandbox) {
        if (caller.may(MAKES_PARTIES)) {
            steps.add(
                    new Home.First(
                            "Add a counterparty",
                            "Whom you pay or collect from, with an account."
                                    + (sandbox ? " The test bank lists IBANs that go wrong." : ""),
                            served.test(PARTIES) ? PARTIES : "/counterparties",
                            done.counterparty()));
        }
        if (caller.may(MAKES_MANDATES)) {
            steps.add(
                    new Home.First(
                            "Record a mandate",
                            "The payer's consent; each collection is taken under one.",
                            done.mandate() ? MANDATES : "/counterparties",
                            done.mandate()));
        }
        if (caller.may(COLLECTS)) {
            steps.add(
                    new Home.First(
                            "Collect a direct debit",
                            "Choose the mandate, the amount and the day.",
                            served.test(DEBITS) ? DEBITS : "/direct-debits",
                            false));
        }
    }
}
