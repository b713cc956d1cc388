using Slotline.Domain.Requests;

namespace Slotline.Domain.Tests.Requests;

public sealed class IdempotencyKeyTests
{
    private static readonly Guid RequestId = Guid.CreateVersion7();

    private readonly IdempotencyKey _key = new(Guid.CreateVersion7(), "contact", "k-1", [1, 2, 3], RequestId, Desk.Now);

    [Fact]
    public void The_same_input_answers_the_first_result()
    {
        Assert.Equal(RequestId, _key.Answer([1, 2, 3]));
    }

    [Theory]
    [InlineData(1, 2, 4)]
    [InlineData(1, 2)]
    [InlineData]
    public void Other_input_under_the_same_key_is_refused(params int[] hash)
    {
        var refusal = Assert.Throws<Refusal>(() => _key.Answer([.. hash.Select(value => (byte)value)]));

        Assert.Equal(RefusalCode.IdempotencyKeyReused, refusal.Code);
        Assert.Equal(["idempotencyKey"], refusal.Field);
    }
}
