package cloudjar.services.sso;

/**
 * A permission set in an account.
 *
 * @param roleName of the role that it is there
 * @param revision of the permission set that the role is made of; -1 before it is
 */
record Provisioned(String instanceArn, String setArn, String accountId, String roleName, long revision) {
    Provisioned at(long made) {
        return new Provisioned(instanceArn, setArn, accountId, roleName, made);
    }
}
