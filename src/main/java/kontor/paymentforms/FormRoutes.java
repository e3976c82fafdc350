package kontor.paymentforms;

import kontor.http.Routes;
import kontor.pages.Pages;

/** The forms for new payments of both kinds. */
public final class FormRoutes {

    private final Pages pages;
    private final FormDoors doors;

    public FormRoutes(Pages pages, FormDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        new NewDirectDebitRoutes(pages, doors).register(routes);
        new NewCreditTransferRoutes(pages, doors).register(routes);
    }
}
