using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Slotline.Graph.Tests.Delivery;

/// <summary>What a mail server does to one message.</summary>
internal enum SmtpMood
{
    Accept,

    /// <summary>550: no such mailbox.</summary>
    RefuseForGood,

    /// <summary>451: try again later.</summary>
    RefuseForNow,

    /// <summary>421, and the connection is closed.</summary>
    ShutDown,

    /// <summary>No answer to the recipient, until the client loses patience.</summary>
    Hang,

    /// <summary>The connection breaks while the message is being sent.</summary>
    BreakWithinData,

    /// <summary>The message is taken, and the connection breaks before the client hears of it.</summary>
    BreakAfterData,
}

/// <summary>A message that was taken.</summary>
internal sealed class CaughtMail(MimeMessage message)
{
    public MimeMessage Message { get; } = message;

    /// <summary>Whether the client heard that it was taken: it said something else afterwards.</summary>
    public bool IsKnown { get; set; }
}

/// <summary>A real SMTP server on the loopback interface that misbehaves on demand.</summary>
internal sealed class SmtpCatcher : IAsyncDisposable
{
    private readonly ConcurrentBag<TcpClient> connections = [];
    private CancellationTokenSource ending = null!;
    private TcpListener? listener;
    private Task listening = Task.CompletedTask;

    public int Port { get; private set; }

    public ConcurrentQueue<CaughtMail> Caught { get; } = [];

    /// <summary>How often each mood was shown.</summary>
    public ConcurrentDictionary<SmtpMood, int> Shown { get; } = [];

    public int Connections { get; private set; }

    public bool WasEncrypted { get; private set; }

    /// <summary>Decides what happens to the next message.</summary>
    public Func<string, SmtpMood> MoodFor { get; set; } = _ => SmtpMood.Accept;

    /// <summary>Null: no encryption is offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Encrypted from the first byte.</summary>
    public bool IsTlsFromTheStart { get; init; }

    /// <summary>Null: nobody needs to sign in.</summary>
    public (string User, string Password)? Login { get; init; }

    public SmtpCatcher Start()
    {
        ending = new CancellationTokenSource();
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listening = ListenAsync(listener);
        return this;
    }

    /// <summary>As a server that was switched off; its port stays for the next start.</summary>
    public async Task StopAsync()
    {
        listener?.Stop();
        await ending.CancelAsync();
        foreach (var connection in connections)
            connection.Dispose();
        await listening;
        ending.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!ending.IsCancellationRequested)
            await StopAsync();
    }

    private async Task ListenAsync(TcpListener door)
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await door.AcceptTcpClientAsync();
                connections.Add(client);
                Connections++;
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception cause) when (cause is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (IsTlsFromTheStart)
                    stream = await EncryptAsync(stream);
                await new Session(this, stream).RunAsync(ending.Token);
            }
            catch (Exception cause) when (cause is IOException or ObjectDisposedException
                or OperationCanceledException or AuthenticationException or SocketException)
            {
                // The client went away, or the test switched the server off.
            }
        }
    }

    private async Task<SslStream> EncryptAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(Certificate!);
        WasEncrypted = true;
        return encrypted;
    }

    private SmtpMood Show(string recipient)
    {
        var mood = MoodFor(recipient);
        Shown.AddOrUpdate(mood, 1, (_, count) => count + 1);
        return mood;
    }

    /// <summary>One connection.</summary>
    private sealed class Session(SmtpCatcher server, Stream stream)
    {
        private Stream stream = stream;
        private CaughtMail? told;
        private SmtpMood mood;
        private bool isSignedIn = server.Login is null;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await SayAsync("220 catcher.test ESMTP");
            while (await ReadLineAsync(cancellationToken) is { } line)
            {
                if (told is not null)
                    told.IsKnown = true;
                told = null;
                if (!await AnswerAsync(line, cancellationToken))
                    return;
            }
        }

        /// <summary>False when the connection is to end.</summary>
        private async Task<bool> AnswerAsync(string line, CancellationToken cancellationToken)
        {
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (word)
            {
                case "EHLO":
                    await SayAsync(Greeting());
                    return true;
                case "STARTTLS":
                    await SayAsync("220 go ahead");
                    stream = await server.EncryptAsync(stream);
                    return true;
                case "AUTH":
                    isSignedIn = IsRight(line.Split(' ')[^1]);
                    await SayAsync(isSignedIn ? "235 welcome" : "535 wrong user or password");
                    return true;
                case "MAIL":
                    await SayAsync(isSignedIn ? "250 ok" : "530 sign in first");
                    return true;
                case "RCPT":
                    return await TakeRecipientAsync(line, cancellationToken);
                case "DATA":
                    return await TakeDataAsync(cancellationToken);
                case "QUIT":
                    await SayAsync("221 bye");
                    return false;
                default:
                    await SayAsync("250 ok");
                    return true;
            }
        }

        private string Greeting() =>
            "250-catcher.test\r\n250-8BITMIME\r\n"
            + (server.Certificate is not null && stream is not SslStream ? "250-STARTTLS\r\n" : "")
            + (server.Login is null ? "" : "250-AUTH PLAIN\r\n")
            + "250 SMTPUTF8";

        private bool IsRight(string secret) =>
            Encoding.UTF8.GetString(Convert.FromBase64String(secret)).Split('\0')
                is [_, var user, var password] && (user, password) == server.Login;

        private async Task<bool> TakeRecipientAsync(string line, CancellationToken cancellationToken)
        {
            var recipient = line.Split('<', '>')[1];
            mood = server.Show(recipient);
            switch (mood)
            {
                case SmtpMood.RefuseForGood:
                    await SayAsync("550 5.1.1 no such mailbox");
                    return true;
                case SmtpMood.RefuseForNow:
                    await SayAsync("451 4.3.0 try again later");
                    return true;
                case SmtpMood.ShutDown:
                    await SayAsync("421 4.3.2 closing");
                    return false;
                case SmtpMood.Hang:
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    return false;
                default:
                    await SayAsync("250 ok");
                    return true;
            }
        }

        private async Task<bool> TakeDataAsync(CancellationToken cancellationToken)
        {
            await SayAsync("354 go on");
            var text = new StringBuilder();
            while (await ReadLineAsync(cancellationToken) is { } line)
            {
                if (mood == SmtpMood.BreakWithinData && text.Length > 200)
                    return false;
                if (line == ".")
                    return await KeepAsync(text.ToString(), cancellationToken);
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            return false;
        }

        private async Task<bool> KeepAsync(string text, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
            var caught = new CaughtMail(await MimeMessage.LoadAsync(bytes, cancellationToken));
            server.Caught.Enqueue(caught);
            if (mood == SmtpMood.BreakAfterData)
                return false;
            told = caught;
            await SayAsync("250 taken");
            return true;
        }

        private async Task SayAsync(string line) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));

        private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await stream.ReadAsync(one, cancellationToken) == 1)
            {
                if (one[0] == '\n')
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(one[0]);
            }

            return null;
        }
    }
}
