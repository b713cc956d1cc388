using Slotline.Domain.Requests;

namespace Slotline.Domain.Tests.Requests;

public sealed class ExpectedVersionTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void The_version_that_was_seen_lets_the_caller_decide()
    {
        var request = _desk.AskAndApprove();

        Assert.Null(Record.Exception(() => request.Expect(2)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Any_other_version_is_stale_and_the_refusal_carries_how_the_request_stands(int version)
    {
        var request = _desk.AskAndApprove();

        var refusal = Assert.Throws<Refusal>(() => request.Expect(version));

        Assert.Equal(RefusalCode.StaleVersion, refusal.Code);
        Assert.Equal(["expectedVersion"], refusal.Field);
        Assert.Same(request, refusal.Current);
        Assert.Equal(AppointmentRequestStatus.Approved, refusal.Current!.Status);
    }
}
