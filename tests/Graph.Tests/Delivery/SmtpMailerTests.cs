using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using NodaTime;
using NodaTime.Testing;
using Slotline.Graph.Delivery;
using Slotline.Graph.Delivery.Wording;
using Slotline.Graph.Settings;

namespace Slotline.Graph.Tests.Delivery;

public sealed class SmtpMailerTests
{
    private readonly FakeClock clock = new(Instant.FromUtc(2026, 11, 23, 9, 0));

    [Fact]
    public async Task Sends_over_one_connection_while_mails_follow_each_other()
    {
        await using var server = new SmtpCatcher().Start();
        await using var mailer = MailerFor(server);
        for (var i = 0; i < 5; i++)
            await mailer.SendAsync(Compose(), default);
        Assert.Equal((5, 1), (server.Caught.Count, server.Connections));
    }

    [Fact]
    public async Task Opens_a_new_connection_after_a_pause()
    {
        await using var server = new SmtpCatcher().Start();
        await using var mailer = MailerFor(server);
        await mailer.SendAsync(Compose(), default);
        clock.AdvanceSeconds(11);
        await mailer.SendAsync(Compose(), default);
        Assert.Equal((2, 2), (server.Caught.Count, server.Connections));
    }

    [Theory]
    [InlineData(SmtpMood.RefuseForGood, true, "550")]
    [InlineData(SmtpMood.RefuseForNow, false, "451")]
    [InlineData(SmtpMood.ShutDown, false, "421")]
    [InlineData(SmtpMood.Hang, false, "did not answer in time")]
    [InlineData(SmtpMood.BreakWithinData, false, "failed")]
    [InlineData(SmtpMood.BreakAfterData, false, "failed")]
    internal async Task Says_what_went_wrong_and_whether_it_is_for_good(SmtpMood mood, bool isPermanent, string reason)
    {
        await using var server = new SmtpCatcher { MoodFor = _ => mood }.Start();
        await using var mailer = MailerFor(server);
        var fault = await Assert.ThrowsAsync<MailFault>(() => mailer.SendAsync(Compose(), default));
        Assert.Equal(isPermanent, fault.IsPermanent);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        server.MoodFor = _ => SmtpMood.Accept;
        await mailer.SendAsync(Compose(), default);
        await mailer.DisposeAsync();
        Assert.True(server.Caught.Last().IsKnown);
    }

    [Fact]
    public async Task A_server_that_is_down_is_a_fault_that_passes()
    {
        var server = new SmtpCatcher().Start();
        await server.StopAsync();
        await using var mailer = MailerFor(server);
        var fault = await Assert.ThrowsAsync<MailFault>(() => mailer.SendAsync(Compose(), default));
        Assert.False(fault.IsPermanent);
        server.Start();
        await mailer.SendAsync(Compose(), default);
        Assert.Single(server.Caught);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_not_the_mails_fault()
    {
        using var certificate = NewCertificate();
        await using var server = new SmtpCatcher { Login = ("ann", "right"), Certificate = certificate }.Start();
        await using var mailer = MailerFor(server, MailSecurity.None, ("ann", "wrong"));
        var fault = await Assert.ThrowsAsync<MailFault>(() => mailer.SendAsync(Compose(), default));
        Assert.False(fault.IsPermanent);
        Assert.Contains("did not accept the user", fault.Message, StringComparison.Ordinal);
        await using var right = MailerFor(server, MailSecurity.None, ("ann", "right"));
        await right.SendAsync(Compose(), default);
        Assert.Single(server.Caught);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, false)]
    [InlineData(MailSecurity.Tls, true)]
    [InlineData(MailSecurity.Auto, false)]
    public async Task A_certificate_that_nobody_vouches_for_is_refused(MailSecurity security, bool isTlsFromTheStart)
    {
        using var certificate = NewCertificate();
        await using var server = new SmtpCatcher
        {
            Certificate = certificate,
            IsTlsFromTheStart = isTlsFromTheStart,
        }.Start();
        await using var mailer = MailerFor(server, security);
        var fault = await Assert.ThrowsAsync<MailFault>(() => mailer.SendAsync(Compose(), default));
        Assert.Contains("certificate", fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Caught);
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_gets_no_mail_that_must_be_encrypted()
    {
        await using var server = new SmtpCatcher { Login = ("ann", "right") }.Start();
        foreach (var security in new[] { MailSecurity.StartTls, MailSecurity.Auto })
        {
            await using var mailer = MailerFor(server, security, ("ann", "right"));
            var fault = await Assert.ThrowsAsync<MailFault>(() => mailer.SendAsync(Compose(), default));
            Assert.False(fault.IsPermanent);
        }

        Assert.Empty(server.Caught);
    }

    [Fact]
    public async Task Without_a_password_automatic_security_sends_to_a_server_without_encryption()
    {
        await using var server = new SmtpCatcher().Start();
        await using var mailer = MailerFor(server, MailSecurity.Auto);
        await mailer.SendAsync(Compose(), default);
        Assert.False(server.WasEncrypted);
        Assert.Single(server.Caught);
    }

    private static MimeMessage Compose() => new MailComposer(
        new Author(Languages.Standard),
        new MailboxAddress("Slotline", "booking@demo.test"))
        .Compose(Letters.Mail(), null, new Uri("https://booking.demo.test/portal/requests/AR-7K3M-92QX"));

    private SmtpMailer MailerFor(
        SmtpCatcher server, MailSecurity security = MailSecurity.None, (string User, string Password)? login = null) =>
        new(
            new MailSettings(
                "127.0.0.1", server.Port, login?.User, login?.Password,
                new MailboxAddress("Slotline", "booking@demo.test"), security, "unused"),
            new DeliveryOptions { CommandTimeout = TimeSpan.FromSeconds(1), SendTimeout = TimeSpan.FromSeconds(3) },
            clock);

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
