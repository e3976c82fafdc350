package kontor.paymentpages;

import kontor.changes.Door;
import kontor.http.Routes;
import kontor.paymentmetadata.MetadataPatch;
import kontor.payments.Payment;

/** The pages of one kind of payments: the list, one of them, its metadata. */
public final class KindPageRoutes<P extends Payment<P>> {

    private final PaymentDesk desk;
    private final KindOfPayment<P> kind;
    private final PaymentPageRoutes.Ways ways;
    private final Door<MetadataPatch> metadata;

    public KindPageRoutes(
            PaymentDesk desk,
            KindOfPayment<P> kind,
            PaymentPageRoutes.Ways ways,
            Door<MetadataPatch> metadata) {
        this.desk = desk;
        this.kind = kind;
        this.ways = ways;
        this.metadata = metadata;
    }

    public void register(Routes routes) {
        new PaymentListRoutes<>(desk.pages(), desk.database(), desk.accounts(), kind)
                .register(routes);
        new PaymentPageRoutes<>(desk, kind, ways).register(routes);
        new PaymentNoteRoutes<>(desk, kind, metadata).register(routes);
    }
}
