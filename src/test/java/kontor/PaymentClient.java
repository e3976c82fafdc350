package kontor;

import java.util.List;

/** What becomes of payments of one kind, over HTTP; they are made by the builders. */
public record PaymentClient(SandboxOrganization sandbox, String path) {

    public static final String DIRECT_DEBITS = "/payments/v2/direct-debits";
    public static final String CREDIT_TRANSFERS = "/payments/v2/credit-transfers";

    private String path(Reply payment) {
        return path + "/" + payment.at("/id");
    }

    public Reply get(String id) {
        return sandbox.developer().get(path + "/" + id);
    }

    public Reply get(Reply payment) {
        return get(payment.at("/id"));
    }

    /** The names of its events. */
    public List<String> events(Reply payment) {
        return sandbox.developer().get(path(payment) + "/events").values("name");
    }

    /** Approves its first step. */
    public Reply approve(Client by, Reply payment, String... headers) {
        String step = payment.at("/approvalSteps/0/id");
        return by.post(
                path(payment) + ":approve",
                Jsons.json("{'approvalStepId': '" + step + "'}"),
                headers);
    }

    /**
     * @param body empty, or with a reason; with single quotes
     */
    public Reply reject(Client by, Reply payment, String body, String... headers) {
        return by.post(path(payment) + ":reject", Jsons.json(body), headers);
    }

    /**
     * @param operation of JSON Patch, with single quotes
     */
    public Reply patch(Client by, Reply payment, String operation, String... headers) {
        return by.patch(path(payment), Jsons.json("[" + operation + "]"), headers);
    }
}
