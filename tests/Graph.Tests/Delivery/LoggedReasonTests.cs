using Slotline.Graph.Delivery;

namespace Slotline.Graph.Tests.Delivery;

public sealed class LoggedReasonTests
{
    [Theory]
    [InlineData("550 <ada@example.test>: no such user", "550 <‹address›>: no such user")]
    [InlineData("550 ada@example.test unknown\r\ninfo: forged", "550 ‹address› unknown info: forged")]
    [InlineData("The mail server took too long.", "The mail server took too long.")]
    public void A_mail_servers_words_are_logged_in_one_line_and_without_addresses(string reason, string logged) =>
        Assert.Equal(logged, Dispatcher.ForLog(reason));
}
