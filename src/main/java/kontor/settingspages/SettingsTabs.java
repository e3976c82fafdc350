package kontor.settingspages;

import java.util.Arrays;
import java.util.List;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.iam.AuditLog;
import kontor.iam.Roles;
import kontor.iam.Users;
import kontor.pages.Frame;

/** The parts of the settings, and what a role needs to see each. */
public enum SettingsTabs {
    USERS("Users", "/users", Users.READ, "People and programs, invitations, keys"),
    ROLES("Roles", "/roles", Roles.READ, "What its users may do, and for which accounts"),
    AUDIT("Audit log", "/audit-log", AuditLog.READ, "Who did what and when");

    /** The way to a page below them. */
    static final Frame.Crumb CRUMB = new Frame.Crumb("Settings", "/settings");

    private final String label;
    private final String path;
    private final Use use;
    private final String about;

    SettingsTabs(String label, String path, Use use, String about) {
        this.label = label;
        this.path = path;
        this.use = use;
        this.about = about;
    }

    /** Those that the caller may see; the log is about the whole organization. */
    static List<SettingsTabs> of(Caller caller) {
        return Arrays.stream(values())
                .filter(one -> caller.may(one.use))
                .filter(one -> one != AUDIT || caller.accounts().all())
                .toList();
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    public String about() {
        return about;
    }

    Frame.Crumb crumb() {
        return new Frame.Crumb(label, path);
    }
}
