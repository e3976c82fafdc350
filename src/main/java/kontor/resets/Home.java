package kontor.resets;

import java.util.List;
import java.util.Optional;
import kontor.core.OrganizationId;

/** Where an identity belongs, as a mail names it. */
record Home(OrganizationId id, String name, boolean sandbox) {

    /** The sandbox, for whoever belongs to it and nowhere else: its owners may read the mail. */
    static Optional<OrganizationId> sandbox(List<Home> homes) {
        return one(homes).filter(Home::sandbox).map(Home::id);
    }

    /** The organization, for whoever belongs to one only. */
    static Optional<Home> one(List<Home> homes) {
        var different = homes.stream().distinct().toList();
        return different.size() == 1 ? Optional.of(different.getFirst()) : Optional.empty();
    }
}
