using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using NodaTime;
using Slotline.Graph.Settings;

namespace Slotline.Graph.Delivery;

/// <summary>
/// Sends by SMTP over one connection, which is kept while mails follow each other and closed when they do not. Used by
/// one caller at a time.
/// </summary>
internal sealed class SmtpMailer(MailSettings settings, DeliveryOptions options, IClock clock) : IMailer
{
    private SmtpClient? client;
    private Instant lastUsed;

    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.SendTimeout);
        try
        {
            var connected = await ConnectAsync(limit.Token);
            await connected.SendAsync(message, limit.Token);
            lastUsed = clock.GetCurrentInstant();
        }
        catch (SmtpCommandException refused)
        {
            throw await FaultOfAsync(refused);
        }
        catch (Exception cause) when (IsOfTheConnection(cause))
        {
            Drop();
            throw new MailFault(SentenceOf(cause, cancellationToken), isPermanent: false, cause);
        }
        catch (NotSupportedException cause)
        {
            throw new MailFault(
                $"The mail server cannot take this address: {cause.Message}", isPermanent: true, cause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (client is { IsConnected: true })
        {
            using var patience = new CancellationTokenSource(options.QuitTimeout);
            try
            {
                await client.DisconnectAsync(quit: true, patience.Token);
            }
            catch (Exception cause) when (IsOfTheConnection(cause) || cause is SmtpCommandException)
            {
                // It is being closed; the server that does not say goodbye loses nothing by it.
            }
        }

        Drop();
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var idle = clock.GetCurrentInstant() - lastUsed;
        if (client is { IsConnected: true } && idle < Duration.FromTimeSpan(options.KeepConnection))
            return client;
        await DisposeAsync();
        var fresh = new SmtpClient { Timeout = (int)options.CommandTimeout.TotalMilliseconds };
        client = fresh;
        try
        {
            await fresh.ConnectAsync(
                settings.Host ?? throw new InvalidOperationException("There is no mail server."),
                settings.Port, ProtectionOf(settings), cancellationToken);
            if (settings is { User: { } user, Password: { } password })
                await fresh.AuthenticateAsync(user, password, cancellationToken);
            return fresh;
        }
        catch (NotSupportedException cause)
        {
            Drop();
            throw new MailFault(
                $"The mail server {settings.Host} lacks what the settings ask for: {cause.Message}", false, cause);
        }
    }

    private void Drop()
    {
        client?.Dispose();
        client = null;
    }

    /// <summary>
    /// A refusal by code: 5xx is for good, except where the server complains of us and not of the mail (not signed in,
    /// encryption wanted), which an admin mends.
    /// </summary>
    private async Task<MailFault> FaultOfAsync(SmtpCommandException refused)
    {
        var code = (int)refused.StatusCode;
        var isPermanent = code is >= 500 and < 600 and not (530 or 534 or 535 or 538);
        await ResetAsync();
        return new MailFault($"The mail server refused it: {code} {refused.Message}", isPermanent, refused);
    }

    /// <summary>
    /// Takes the refused mail off the connection; one that does not answer to that is of no more use.
    /// </summary>
    private async Task ResetAsync()
    {
        if (client is not { IsConnected: true })
        {
            Drop();
            return;
        }

        using var patience = new CancellationTokenSource(options.QuitTimeout);
        try
        {
            await client.NoOpAsync(patience.Token);
        }
        catch (Exception cause) when (IsOfTheConnection(cause) || cause is SmtpCommandException)
        {
            Drop();
        }
    }

    private static bool IsOfTheConnection(Exception cause) => cause
        is SmtpProtocolException or SocketException or IOException or OperationCanceledException or TimeoutException
        or SslHandshakeException or AuthenticationException or ServiceNotConnectedException
        or ServiceNotAuthenticatedException or ProtocolException;

    private string SentenceOf(Exception cause, CancellationToken stopping) => cause switch
    {
        OperationCanceledException when stopping.IsCancellationRequested => "The server was stopped while sending.",
        OperationCanceledException or TimeoutException =>
            $"The mail server {settings.Host} did not answer in time.",
        AuthenticationException => $"The mail server {settings.Host} did not accept the user or the password.",
        SslHandshakeException => $"The mail server {settings.Host} has no valid certificate or no TLS: {cause.Message}",
        SocketException => $"The mail server {settings.Host} cannot be reached: {cause.Message}",
        _ => $"The connection to the mail server {settings.Host} failed: {cause.Message}",
    };

    private static SecureSocketOptions ProtectionOf(MailSettings settings) => settings.Security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.Auto when settings.Port == 465 => SecureSocketOptions.SslOnConnect,
        MailSecurity.Auto when settings.User is not null => SecureSocketOptions.StartTls,
        MailSecurity.Auto => SecureSocketOptions.StartTlsWhenAvailable,
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Security, null),
    };
}
