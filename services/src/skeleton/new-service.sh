# shellcheck shell=sh
# What `./cloudjar new-service ID` does; read by the launcher, whose functions it uses.
#
# Templates stand beside this file: main/ and test/ hold the classes of a package, in which @Type@ stands for the name of
# the generated interface (Sqs), @id@ for the service's id (sqs) and @title@ for what AWS calls it.

new_service() {
    id=$1
    skeleton=$root/services/src/skeleton
    package=services/src/main/java/cloudjar/services/$id
    cd "$root"
    case $id in
        '' | *[!a-z0-9]*) die "'$id' is no id: an id has lower-case letters and digits only, like dynamodbstreams" ;;
    esac
    [ ! -e "$package" ] || die "$package is there already"

    generate_api
    interface=$(grep -l "ServiceApi<[A-Za-z0-9]*> API = " api/target/generated-sources/api/cloudjar/api/"$id"/*.java)
    type=$(basename "$interface" .java)
    title=$(sed -n 's|^/\*\* \(.*\): every operation.*|\1|p' "$interface")

    from_templates main "$package"
    from_templates test "services/src/test/java/cloudjar/services/$id"
    wire services/src/main/java/cloudjar/services/Services.java
    (maven -q -B -ntp -pl services spotless:apply </dev/null) || die "the new sources could not be formatted"
    echo "Every operation of $title answers 501 until ${type}Service overrides it. CONTRIBUTING.md tells the rest of the hour."
}

# Makes sure that the service has a typed API. A service without a model leaves the list as it was.
generate_api() {
    list=api/typed-services.txt
    if grep -qx "$id" "$list"; then return; fi
    cp "$list" "$state/typed-services"
    { grep '^#' "$state/typed-services"; { grep -v '^#' "$state/typed-services"; echo "$id"; } | sort -u; } >"$list"
    say "cloudjar: generating the API of $id"
    if ! (maven -q -B -ntp -DskipTests -Dspotless.check.skip=true -pl api -am package </dev/null) >"$state/api.log" 2>&1; then
        cp "$state/typed-services" "$list"
        grep '^\[ERROR\]' "$state/api.log" | head -n 5 >&2
        die "no API could be generated for '$id' (ids are the file names in api/target/generated-resources/cloudjar/api)"
    fi
}

from_templates() {
    mkdir -p "$2"
    for template in "$skeleton/$1"/*.java; do
        file=$2/$(basename "$template" | sed "s/@Type@/$type/")
        sed -e "s/@Type@/$type/g" -e "s/@id@/$id/g" -e "s/@title@/$title/g" "$template" >"$file"
        echo "$file"
    done
}

# Puts the service into the list of services before the first one that comes after it by name.
wire() {
    awk -v type="$type" -v id="$id" '
        function binding(end) { print "                standby.bind(" type ".API, " type "Service::new)" end }
        /^import / && !imported {
            print "import cloudjar.api." id "." type ";"
            print "import cloudjar.services." id "." type "Service;"
            imported = 1
        }
        /(new ServiceBinding<>|standby\.bind)\(/ && !bound {
            name = $0
            sub(/.*(new ServiceBinding<>|standby\.bind)\(/, "", name)
            sub(/\.API.*/, "", name)
            if (name > type) { binding(","); bound = 1 }
            else if ($0 ~ /\)\);$/) { sub(/\);$/, ","); print; binding(");"); bound = 1; next }
        }
        { print }' "$1" >"$state/services"
    cp "$state/services" "$1"
    echo "$1"
}
