using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Forms.Lint;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Testing;

/// <summary>What happens to a form at the town hall while people fill it in: new versions, going back to an old one, retiring, reopening.</summary>
public sealed class Press(InProcessHost host, string code)
{
    /// <returns>The number of the new version.</returns>
    public Task<int> PublishAsync(MidFormPolicy policy, Action<JsonObject> change, params string[] changes) => PublishAsync(policy, changes, newest =>
    {
        var form = JsonNode.Parse(newest.Form.Span)!.AsObject();
        change(form);
        return newest with { Form = JsonSerializer.SerializeToUtf8Bytes(form) };
    });

    /// <summary>The files that people would begin on now, to come back to.</summary>
    public Task<DefinitionFiles> NowAsync() => InScopeAsync<Publication, DefinitionFiles>(async p => VersionFiles.Of((await p.NewestAsync(code, default))!));

    public Task<int> GoBackAsync(DefinitionFiles files, MidFormPolicy policy) => PublishAsync(policy, [], _ => files);

    public async Task RetireAsync(string reason)
    {
        var act = await ManagerAsync();
        Expect(await InScopeAsync<RetireProcedure, Result<Done>>(h => h.HandleAsync(code, reason, act, default)));
    }

    public async Task ReopenAsync(string reason)
    {
        var act = await ManagerAsync();
        Expect(await InScopeAsync<ReopenProcedure, Result<Done>>(h => h.HandleAsync(code, reason, act, default)));
    }

    public static JsonArray Fields(JsonObject form, int page) => form["pages"]![page]!["fields"]!.AsArray();

    public static JsonObject Text(string id, string label, bool required = false) =>
        new() { ["id"] = id, ["type"] = "text", ["label"] = label, ["required"] = required, ["maxLength"] = 100 };

    public static void Remove(JsonObject form, string id)
    {
        foreach (var page in form["pages"]!.AsArray())
            foreach (var field in page!["fields"]!.AsArray().ToList())
                if ((string?)field!["id"] == id)
                    page["fields"]!.AsArray().Remove(field);
    }

    private async Task<int> PublishAsync(MidFormPolicy policy, IReadOnlyList<string> changes, Func<DefinitionFiles, DefinitionFiles> edit) =>
        Expect(await InScopeAsync<Publication, Result<int>>(p => p.SaveAsync<int>(async () =>
        {
            var newest = (await p.NewestAsync(code, default))!;
            return p.Add(code, newest.Number, edit(VersionFiles.Of(newest)), policy, changes, Act.System(Door.CommandLine)).Number;
        }, default)));

    private async Task<Act> ManagerAsync() => Expect(await InScopeAsync<SignInStaff, Result<StaffSession>>(s =>
        s.HandleAsync(new IdTokenClaims("https://idp.example", "manager", "東 俊介", ["publish"], ["*"]), default))).Reviewer.Act();

    private async Task<T> InScopeAsync<THandler, T>(Func<THandler, Task<T>> work)
        where THandler : notnull
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<THandler>());
    }

    private static T Expect<T>(Result<T> result) => result.Error is { } error ? throw new InvalidOperationException($"{error.Code}: {error.MessageEn}") : result.Value;
}
