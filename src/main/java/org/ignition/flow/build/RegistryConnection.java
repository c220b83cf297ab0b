package org.ignition.flow.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.ignition.command.Login;
import org.ignition.flow.Surroundings;
import org.ignition.image.ImageName;
import org.ignition.log.Log;
import org.ignition.registry.Proxies;
import org.ignition.registry.RegistryAccess;
import org.ignition.registry.client.RegistryClient;
import org.ignition.registry.client.TrafficListener;

/**
 * How registries are reached: with what the user, the configuration, Docker and the environment
 * say.
 *
 * @param login at the target's registry
 * @param caCertificate PEM file of further trusted certificates, absolute
 * @param plainHttp hosts that are spoken to without TLS
 */
record RegistryConnection(
    Optional<Login> login, Optional<Path> caCertificate, Set<String> plainHttp) {

  /** A client whose retries and, for who hunts a defect, requests are told to {@code log}. */
  RegistryClient open(ImageName target, Surroundings surroundings, Log log) {
    return new RegistryClient(
        access(target, surroundings),
        surroundings.clock(),
        surroundings.waiting().registry(),
        new SplittableRandom(),
        new TrafficListener() {
          @Override
          public void answered(String method, String host, String path, int status) {
            log.debug(status + " " + method + " " + host + path);
          }

          @Override
          public void retrying(String line) {
            log.line(line);
          }
        });
  }

  private RegistryAccess access(ImageName target, Surroundings surroundings) {
    return new RegistryAccess(
        login.map(given -> List.of(at(target, given))).orElse(List.of()),
        DockerConfiguration.folder(surroundings.environment()),
        caCertificate,
        plainHttp,
        Proxies.of(surroundings.environment()));
  }

  private static RegistryAccess.Login at(ImageName target, Login login) {
    return new RegistryAccess.Login(target.registry(), login.user(), login.password().value());
  }
}
