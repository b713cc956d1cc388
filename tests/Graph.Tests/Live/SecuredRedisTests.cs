using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Slotline.Graph.Tests.Settings;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Live;

/// <summary>
/// The real server and a Redis that wants a password, or speaks TLS: the connection string says it all.
/// </summary>
public sealed class SecuredRedisTests
{
    [Theory]
    [InlineData(",password=open sesame", "ok")]
    [InlineData(",password=open barley", "unreachable")]
    [InlineData("", "unreachable")]
    public async Task Is_let_in_by_the_password_of_the_connection_string(string password, string expected)
    {
        await using var redis = await RedisServer.StartAsync("--requirepass", "open sesame");
        await using var server = new ServerStart(("ConnectionStrings__Redis", redis.Address + password));

        Assert.Equal(expected, await RedisOfAsync(server, expected));
    }

    [Theory]
    [InlineData(true, "ok")]
    [InlineData(false, "unreachable")]
    public async Task Is_spoken_to_by_TLS_where_its_certificate_is_trusted(bool isTrusted, string expected)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("slotline-tls-");
        try
        {
            var (certificate, key) = MakeCertificate(folder.FullName);
            var port = ServerProcess.FreePort();
            await using var redis = await RedisServer.StartAsync(
                "--tls-port", $"{port}", "--tls-cert-file", certificate, "--tls-key-file", key,
                "--tls-ca-cert-file", certificate, "--tls-auth-clients", "no", "--requirepass", "sesame");
            await using var server = new ServerStart(
                ("ConnectionStrings__Redis", $"localhost:{port},ssl=true,password=sesame"),
                ("SSL_CERT_FILE", isTrusted ? certificate : "/dev/null"));

            Assert.Equal(expected, await RedisOfAsync(server, expected));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the server says of Redis, once it says what is expected or has had time enough to.</summary>
    private static async Task<string?> RedisOfAsync(ServerStart server, string expected)
    {
        // It starts in either case; "unreachable" is what it says first, so that it has to be said for a while.
        var (asked, said) = (0, "");
        using var patience = new CancellationTokenSource(LiveNode.Patience);
        while (!patience.IsCancellationRequested && (expected == "ok" ? said != "ok" : asked < 10))
        {
            var (status, body) = await server.GetAsync("health/ready");
            Assert.Equal(HttpStatusCode.OK, status);
            using var report = JsonDocument.Parse(body);
            said = report.RootElement.GetProperty("redis").GetProperty("status").GetString();
            Assert.True(expected == "ok" || said == expected, said);
            asked++;
            await Task.Delay(200);
        }

        return said;
    }

    private static (string Certificate, string Key) MakeCertificate(string folder)
    {
        using var key = RSA.Create(2_048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var paths = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(paths.Item1, certificate.ExportCertificatePem());
        File.WriteAllText(paths.Item2, key.ExportPkcs8PrivateKeyPem());
        return paths;
    }
}
