using Microsoft.Extensions.Configuration;
using Slotline.Graph.Settings;

namespace Slotline.Graph.Tests.Settings;

public sealed class SlotlineSettingsTests
{
    [Fact]
    public void Needs_no_setting_at_all()
    {
        var settings = Read();

        Assert.Equal(Path.GetFullPath("data"), settings.DataDirectory);
        Assert.Equal($"Data Source={Path.GetFullPath("data/slotline.db")}", settings.DatabaseConnection);
        Assert.False(settings.IsPostgres);
        Assert.Null(settings.RedisConnection);
        Assert.Null(settings.Mail.Host);
        Assert.Equal(Path.GetFullPath("data/mail"), settings.Mail.Directory);
        Assert.False(settings.SeedDemo);
        Assert.Null(settings.Bootstrap);
        Assert.Equal("http://127.0.0.1:5080/", settings.PublicUrl.AbsoluteUri);
    }

    [Fact]
    public void Takes_every_setting_by_its_name()
    {
        var settings = Read(
            ("Data__Directory", "/srv/slotline"),
            ("ConnectionStrings__Database", "Host=db;Username=u;Password=p;Database=slotline"),
            ("ConnectionStrings__Redis", "redis:6379,password=p"),
            ("Mail__Host", "mail.example.com"),
            ("Mail__User", "u"),
            ("Mail__Password", "p"),
            ("Mail__From", "Desk <desk@example.com>"),
            ("Mail__Security", "tls"),
            ("Demo__Seed", "True"),
            ("Public__Url", "https://slots.example.com/desk"));

        Assert.True(settings.IsPostgres);
        Assert.Equal("redis:6379,password=p", settings.RedisConnection);
        Assert.Equal(("mail.example.com", 465, "u", "p"),
            (settings.Mail.Host, settings.Mail.Port, settings.Mail.User, settings.Mail.Password));
        Assert.Equal(("Desk", "desk@example.com"), (settings.Mail.From.Name, settings.Mail.From.Address));
        Assert.Equal("/srv/slotline/mail", settings.Mail.Directory);
        Assert.True(settings.SeedDemo);
        Assert.Equal("https://slots.example.com/desk/", settings.PublicUrl.AbsoluteUri);
    }

    [Fact]
    public void Gives_an_empty_database_its_first_admin()
    {
        var bootstrap = Read(
            ("Bootstrap__OrganizationName", "Acme"),
            ("Bootstrap__TimeZone", "Europe/Berlin"),
            ("Bootstrap__AdminEmail", "a@acme.test"),
            ("Bootstrap__AdminPassword", "twelve chars")).Bootstrap;

        Assert.Equal(new BootstrapSettings("Acme", "Europe/Berlin", "a@acme.test", "twelve chars"), bootstrap);
    }

    [Theory]
    [InlineData("None", 25)]
    [InlineData("StartTls", 587)]
    [InlineData("Tls", 465)]
    public void Takes_the_port_that_is_usual_for_the_security(string security, int port) =>
        Assert.Equal(port, Read(("Mail__Security", security)).Mail.Port);

    [Theory]
    [InlineData("ConnectionStrings__Database", "nonsense", "ConnectionStrings__Database is malformed")]
    [InlineData("ConnectionStrings__Database", "Host=db;Port=abc", "ConnectionStrings__Database is malformed")]
    [InlineData("ConnectionStrings__Database", "Host=db;Frobnicate=1", "ConnectionStrings__Database is malformed")]
    [InlineData("ConnectionStrings__Database", "Password=p", "must say Host=… (PostgreSQL) or")]
    [InlineData("ConnectionStrings__Redis", "localhost,connectTimeout=abc", "ConnectionStrings__Redis is malformed")]
    [InlineData("ConnectionStrings__Redis", "ssl=true", "ConnectionStrings__Redis must name a host")]
    [InlineData("ConnectionStrings__Databse", "Host=db", "ConnectionStrings__Databse is not a setting")]
    [InlineData("Mail__Port", "0", "Mail__Port must be a whole number from 1 to 65535, not '0'")]
    [InlineData("Mail__Port", "70000", "Mail__Port must be a whole number")]
    [InlineData("Mail__Port", "25.5", "Mail__Port must be a whole number")]
    [InlineData("Mail__Security", "ssl", "Mail__Security must be None, StartTls, Tls or Auto, not 'ssl'")]
    [InlineData("Mail__Security", "1", "Mail__Security must be None, StartTls, Tls or Auto, not '1'")]
    [InlineData("Mail__Host", "mail server", "Mail__Host must be a host name")]
    [InlineData("Mail__From", "nobody", "Mail__From must be an e-mail address")]
    [InlineData("Mail__User", "u", "Mail__User and Mail__Password must be set together")]
    [InlineData("Mail__Prot", "25", "Mail__Prot is not a setting")]
    [InlineData("Demo__Seed", "yes", "Demo__Seed must be true or false, not 'yes'")]
    [InlineData("Bootstrap__TimeZone", "Mars/Olympus", "Bootstrap__TimeZone is wrong: 'Mars/Olympus' is not a known")]
    [InlineData("Bootstrap__AdminEmail", "a@acme.test", "Bootstrap__OrganizationName is missing")]
    [InlineData("Public__Url", "ftp://example.com", "Public__Url must be a web address")]
    [InlineData("Public__Url", "example.com", "Public__Url must be a web address")]
    public void Says_in_one_sentence_what_is_wrong(string name, string value, string sentence)
    {
        var wrong = Assert.Throws<WrongSetting>(() => Read((name, value)));

        Assert.Contains(sentence, wrong.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Theory]
    [InlineData("Bootstrap__AdminPassword", "too short", "at least 12 characters")]
    [InlineData("Bootstrap__AdminEmail", "nobody", "is not an e-mail address")]
    public void Refuses_a_first_admin_who_could_not_sign_in(string name, string value, string sentence)
    {
        (string, string)[] right =
        [
            ("Bootstrap__OrganizationName", "Acme"),
            ("Bootstrap__AdminEmail", "a@acme.test"),
            ("Bootstrap__AdminPassword", "twelve chars"),
        ];

        var wrong = Assert.Throws<WrongSetting>(() => Read([.. right, (name, value)]));

        Assert.Contains(sentence, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_to_send_a_password_in_plain_text()
    {
        var wrong = Assert.Throws<WrongSetting>(
            () => Read(("Mail__User", "u"), ("Mail__Password", "hidden"), ("Mail__Security", "None")));

        Assert.Contains("plain text", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", wrong.Message, StringComparison.Ordinal);
    }

    private static SlotlineSettings Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (name, value) in settings)
        {
            configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        return SlotlineSettings.Read(configuration);
    }
}
