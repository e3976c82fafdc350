package kontor.leases;

/**
 * Another has the lease by now. What was about to be done with it was not done; whoever has it
 * finds out how far things got.
 */
public final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLost(String what) {
        super("the lease of " + what + " was taken by another while this node did not renew it");
    }
}
