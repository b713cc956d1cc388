using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Slotline.Graph.Tests.People;

/// <summary>
/// A small OpenID Connect provider over HTTP: discovery, keys, authorization codes bound to a PKCE challenge and good
/// for once, and signed id tokens. Whoever comes is signed in as <see cref="Email"/>.
/// </summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    public const string ClientId = "slotline";
    public const string ClientSecret = "a secret of the two";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RSA _foreign = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Grant> _grants = [];
    private readonly WebApplication _app;

    private OidcProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Address,
            authorization_endpoint = $"{Address}/authorize",
            token_endpoint = $"{Address}/token",
            jwks_uri = $"{Address}/keys",
            response_types_supported = (string[])["code"],
            subject_types_supported = (string[])["public"],
            id_token_signing_alg_values_supported = (string[])["RS256"],
        }));
        _app.MapGet("/keys", () => Results.Json(new { keys = new[] { PublicKey() } }));
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
    }

    public string Address => _app.Urls.First();

    public string Email { get; set; } = "admin@demo.test";

    public bool IsVerified { get; set; } = true;

    /// <summary>Signs with a key that is not published.</summary>
    public bool IsForged { get; set; }

    /// <summary>Answers another nonce than it was asked with.</summary>
    public bool HasOtherNonce { get; set; }

    public string? Audience { get; set; }

    public static async Task<OidcProvider> StartAsync()
    {
        var provider = new OidcProvider();
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
        _foreign.Dispose();
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code"
            || query["code_challenge_method"] != "S256" || query["scope"].ToString().Split(' ') is not ["openid", ..])
        {
            return Results.BadRequest("invalid_request");
        }

        var code = Guid.CreateVersion7().ToString("N");
        _grants[code] = new Grant(query["redirect_uri"]!, query["code_challenge"]!, query["nonce"]!);
        return Results.Redirect(
            $"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_grants.TryRemove(form["code"].ToString(), out var grant)
            || form["grant_type"] != "authorization_code"
            || form["client_id"] != ClientId || form["client_secret"] != ClientSecret
            || form["redirect_uri"] != grant.RedirectUri
            || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
                != grant.Challenge)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        return Results.Json(new { access_token = "unused", token_type = "Bearer", id_token = IdToken(grant.Nonce) });
    }

    private string IdToken(string nonce) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address,
        Audience = Audience ?? ClientId,
        Claims = new Dictionary<string, object>
        {
            ["sub"] = "1",
            ["nonce"] = HasOtherNonce ? "another" : nonce,
            ["email"] = Email,
            ["email_verified"] = IsVerified,
        },
        SigningCredentials = new SigningCredentials(
            new RsaSecurityKey(IsForged ? _foreign : _rsa) { KeyId = "k" }, SecurityAlgorithms.RsaSha256),
    });

    private object PublicKey()
    {
        var key = _rsa.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = "k",
            n = Base64UrlEncoder.Encode(key.Modulus!),
            e = Base64UrlEncoder.Encode(key.Exponent!),
        };
    }

    private sealed record Grant(string RedirectUri, string Challenge, string Nonce);
}
