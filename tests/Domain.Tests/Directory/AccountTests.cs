using NodaTime;
using Slotline.Domain.Directory;

namespace Slotline.Domain.Tests.Directory;

public sealed class AccountTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 10, 9, 0);

    private readonly Account _account = new(Guid.CreateVersion7(), "Ada@Firm.test", Guid.CreateVersion7(), null);

    [Fact]
    public void The_address_is_compared_without_regard_to_case() => Assert.Equal("ada@firm.test", _account.EmailKey);

    [Fact]
    public void The_tenth_wrong_password_in_a_row_locks_it_for_a_quarter_of_an_hour()
    {
        Fail(9);
        Assert.False(_account.IsLockedAt(Now));

        Fail(1);

        Assert.True(_account.IsLockedAt(Now));
        Assert.True(_account.IsLockedAt(Now + Account.LockOut - Duration.Epsilon));
        Assert.False(_account.IsLockedAt(Now + Account.LockOut));
    }

    [Fact]
    public void The_right_password_starts_the_count_again()
    {
        Fail(9);
        _account.Succeed();
        Fail(9);

        Assert.False(_account.IsLockedAt(Now));
    }

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_password_has_twelve_to_two_hundred_characters(int length, bool accepted)
    {
        var refusal = Record.Exception(() => Account.CheckPassword(new string('x', length), "password")) as Refusal;

        Assert.Equal(accepted, refusal is null);
        Assert.Equal(accepted ? [] : ["password"], refusal?.Field ?? []);
    }

    [Fact]
    public void What_each_role_may_do_rises_with_the_role()
    {
        Assert.Equal((Permissions)127, Caller.PermissionsOf(Role.Admin));
        Assert.Equal((Permissions)15, Caller.PermissionsOf(Role.Dispatcher));
        Assert.Equal((Permissions)3, Caller.PermissionsOf(Role.Technician));
        Assert.Equal((Permissions)7, Caller.PermissionsOf(Role.ClientAdmin));
        Assert.Equal((Permissions)7, Caller.PermissionsOf(Role.ClientMember));
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _account.Fail(Now);
        }
    }
}
