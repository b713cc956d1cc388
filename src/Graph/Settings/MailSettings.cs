using MimeKit;

namespace Slotline.Graph.Settings;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Plain text: for a mail catcher or a relay on the same machine.</summary>
    None,

    /// <summary>Begins in plain text and must then be encrypted.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>
    /// Encrypted from the first byte on port 465; elsewhere as soon as the server can, which it must where a password
    /// is
    /// sent.
    /// </summary>
    Auto,
}

/// <summary>Where mails go: to a server, or, where no host is set, as .eml files into a directory.</summary>
/// <param name="Host">Null: mails become files.</param>
/// <param name="Port">The port that is usual for the security, unless set.</param>
/// <param name="User">Null: the server wants no signing in.</param>
/// <param name="Password">Set exactly when <paramref name="User"/> is.</param>
/// <param name="From">The sender of every mail.</param>
/// <param name="Security">STARTTLS unless set.</param>
/// <param name="Directory">Where the files go.</param>
public sealed record MailSettings(
    string? Host,
    int Port,
    string? User,
    string? Password,
    MailboxAddress From,
    MailSecurity Security,
    string Directory)
{
    internal static MailSettings Read(SettingsReader reader, string dataDirectory)
    {
        reader.RefuseUnknown("Mail", "Host", "Port", "User", "Password", "From", "Security");
        var security = reader.Choice("Mail__Security", MailSecurity.StartTls);
        var user = reader.Text("Mail__User");
        var password = reader.Text("Mail__Password");
        if (user is null != password is null)
        {
            throw new WrongSetting("Mail__User and Mail__Password must be set together or not at all.");
        }

        if (user is not null && security == MailSecurity.None)
        {
            throw new WrongSetting(
                "Mail__Password would be sent in plain text; set Mail__Security to StartTls or Tls.");
        }

        return new MailSettings(
            HostName(reader),
            reader.Number("Mail__Port", 1, 65535, UsualPort(security)),
            user,
            password,
            Sender(reader.Text("Mail__From")),
            security,
            Path.Combine(dataDirectory, "mail"));
    }

    private static string? HostName(SettingsReader reader) => reader.Text("Mail__Host") switch
    {
        null => null,
        var host when Uri.CheckHostName(host) != UriHostNameType.Unknown => host,
        var host => throw new WrongSetting($"Mail__Host must be a host name or an address, not '{host}'."),
    };

    private static MailboxAddress Sender(string? text) => text switch
    {
        null => new MailboxAddress("Slotline", "no-reply@slotline.localhost"),
        _ when MailboxAddress.TryParse(text, out var sender) && sender.Domain.Length > 0 => sender,
        _ => throw new WrongSetting($"Mail__From must be an e-mail address, with or without a name, not '{text}'."),
    };

    private static int UsualPort(MailSecurity security) => security switch
    {
        MailSecurity.None => 25,
        MailSecurity.StartTls or MailSecurity.Auto => 587,
        MailSecurity.Tls => 465,
        _ => throw new ArgumentOutOfRangeException(nameof(security), security, null),
    };
}
