# The action's image, for amd64 and arm64:  docker build -t ignition-release .
#
# A JDK links a runtime of the modules we need, a training run in it makes an AOT cache that halves
# the time of a build with nothing to do, and the last stage takes both, what rarely changes first.
# There is no USER and no WORKDIR: files of a runner belong to root there, and it chooses the folder.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG RUNTIME_IMAGE=debian:trixie-slim
ARG CLIENT_IMAGE=postgres:18-trixie

FROM ${BUILD_IMAGE} AS build
COPY . /source
RUN cd /source && mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true package
# Both majors bring the same libraries of ICU and OpenSSL: the second one's are links to the first's.
RUN mkdir -p /image/postgres/opt/ignition \
 && cp -r /source/target/postgres /image/postgres/opt/ignition/ \
 && cd /image/postgres/opt/ignition/postgres/18/lib \
 && for library in *.so.*; do \
      if cmp -s "$library" "../../17/lib/$library"; then ln -sf "../../17/lib/$library" "$library"; fi; \
    done
RUN jlink --strip-java-debug-attributes --no-header-files --no-man-pages --output /image/java/opt/ignition/java \
      --add-modules java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,jdk.httpserver,jdk.net,jdk.unsupported,jdk.zipfs
# The collector and the largest heap are fixed because a cache suits one collector, and no heap of
# 32 GiB or more; the compiler that optimizes stays on because digests are eight times faster by it.
# The cache is mapped where its pointers say, as moving it means to rewrite all of its pages.
# One time for all files: equal content makes equal layers then, and the cache, which compares the
# times of jars, does not depend on how a layer rounds them.
RUN mkdir -p /image/libraries/opt/ignition /image/program/opt/ignition \
 && cp -r /source/target/lib /image/libraries/opt/ignition/ \
 && cp /source/target/ignition-release.jar /image/program/opt/ignition/ \
 && printf '%s\n' -XX:+UseSerialGC -Xms32m -Xmx1g -XX:CompileThresholdScaling=8 -XX:-UsePerfData -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr \
      -Dorg.sqlite.lib.path=/opt/ignition/lib --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED >/image/program/opt/ignition/flags \
 && find /image -exec touch --no-dereference --date=2026-01-01T00:00:00Z {} +

# Initialised data folders, which each start copies instead of taking half a second to make one.
FROM ${RUNTIME_IMAGE} AS postgres
COPY --from=build /image/postgres /
COPY --from=build /source/src/main/resources/org/ignition/database/postgres/initialize.sh /
RUN for major in 17 18; do \
      home=/opt/ignition/postgres/$major && sh /initialize.sh "$home" "$home/data" /tmp nobody nogroup || exit 1; \
    done \
 && mkdir -p /image/opt/ignition \
 && mv /opt/ignition/postgres /image/opt/ignition/ \
 && find /image -exec touch --no-dereference --date=2026-01-01T00:00:00Z {} +

# The newest pg_dump there is, as an older one refuses a newer server, and what restores its dumps. They
# come with the libraries and the loader that they were built for, so that neither depends on the base.
FROM ${CLIENT_IMAGE} AS client
RUN mkdir -p /image/opt/ignition/client/lib \
 && cd /image/opt/ignition/client \
 && for program in pg_dump pg_restore psql; do \
      binary=$(ls -d /usr/lib/postgresql/*/bin/"$program" | sort -V | tail -n 1) \
      && cp "$binary" lib/ \
      && ldd "$binary" | sed -n 's,^[^/]*\(/[^ ]*\) (0x.*,\1,p' | xargs cp -Lt lib \
      && printf '#!/bin/sh\nexec %s --library-path %s %s "$@"\n' \
        "$(ls "$PWD"/lib/ld-*)" "$PWD/lib" "$PWD/lib/$program" | sed 's,/image,,g' >"$program" \
      && chmod 755 "$program" lib/ld-* \
      || exit 1; \
    done \
 && find /image -exec touch --no-dereference --date=2026-01-01T00:00:00Z {} +

FROM ${RUNTIME_IMAGE} AS trained
ENV LANG=C.UTF-8
COPY --from=build /image/java /
COPY --from=build /image/libraries /
COPY --from=build /image/program /
# Trained by what users do, at the paths and with the flags of the entrypoint. A cache that cannot be
# used is passed over without a word, so the second run asks for it.
RUN /opt/ignition/java/bin/java @/opt/ignition/flags -XX:AOTCacheOutput=/opt/ignition/ignition.aot \
      -cp /opt/ignition/ignition-release.jar org.ignition.Training releases \
 && /opt/ignition/java/bin/java @/opt/ignition/flags -XX:AOTCache=/opt/ignition/ignition.aot -XX:AOTMode=on \
      -jar /opt/ignition/ignition-release.jar --help >/dev/null \
 && mkdir -p /image/opt/ignition \
 && mv /opt/ignition/ignition.aot /image/opt/ignition/ \
 && find /image -exec touch --date=2026-01-01T00:00:00Z {} +
# What each part costs to pull, against its budget. The base is the caller's choice.
COPY --from=postgres /image /part/postgres
COPY --from=client /image /part/client
RUN part() { \
      kib=$(($(tar --create --directory "$2" . | gzip | wc -c) / 1024)); \
      printf 'compressed: %-9s %6d KiB of %6d\n' "$1" "$kib" "$3"; \
      [ "$kib" -le "$3" ]; \
    }; \
    part runtime /opt/ignition/java 26000 \
 && part postgres /part/postgres 40000 \
 && part client /part/client 8000 \
 && part libraries /opt/ignition/lib 32000 \
 && part cache /image 16000

FROM ${RUNTIME_IMAGE}
# File names and inputs in any language; a job may have another locale in its environment, and so
# may it have settings for a JVM of its own, which are none of ours.
ENV LANG=C.UTF-8
COPY --from=postgres /image /
COPY --from=client /image /
COPY --from=build /image/java /
COPY --from=build /image/libraries /
COPY --from=build /image/program /
COPY --from=trained /image /
ENTRYPOINT ["/usr/bin/env", "-u", "JAVA_TOOL_OPTIONS", "-u", "JDK_JAVA_OPTIONS", "-u", "_JAVA_OPTIONS", "LC_ALL=C.UTF-8", \
  "/opt/ignition/java/bin/java", "@/opt/ignition/flags", "-XX:AOTCache=/opt/ignition/ignition.aot", "-jar", "/opt/ignition/ignition-release.jar"]
