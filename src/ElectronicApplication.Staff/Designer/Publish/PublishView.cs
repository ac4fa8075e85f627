using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer.Publish;

/// <summary>Everything that the page of publication shows.</summary>
/// <param name="Preview">The head as it would be asked for; null while a request is open.</param>
/// <param name="Current">The newest request, when it still says something: open, or sent back.</param>
/// <param name="Changes">What would become different: of the open request, else of the head.</param>
/// <param name="Drafts">How many people are in mid-form now.</param>
public sealed record PublishView(
    OpenedDesign Design, PublicationPreview? Preview, PublicationView? Current, PublishChanges Changes, IReadOnlyList<VersionLine> Versions, IReadOnlyList<PublicationRequest> Requests,
    Retirement? Retired, int Drafts)
{
    /// <summary>What was typed and could not be done.</summary>
    public IFormCollection? Posted { get; init; }

    public Error? Error { get; init; }

    public string? Done { get; init; }

    public string Action(string what) => $"{EditorPlace.Home(Design.Code)}/publish/{what}";

    /// <summary>Whether approving the open request publishes it: no time was asked for, or it has come.</summary>
    public bool PublishesAtOnce { get; init; }

    public bool IsOpen => Current?.Request.IsOpen is true;

    public static IReadOnlyList<(MidFormPolicy Policy, string Title, string Text)> Policies { get; } =
    [
        (MidFormPolicy.Finish, "今の版のまま続けてもらう", "入力の途中の方は、始めたときの版で最後まで申請できます。軽い変更に向きます。"),
        (MidFormPolicy.MoveForward, "新しい版に移ってもらう", "次に開いたとき、入力済みの内容を新しい版に引き継ぎ、変わったところを知らせて、足りないところを入力してもらいます。"),
        (MidFormPolicy.Stop, "今の版では受け付けない", "入力済みの内容は読めますが、その版では申請できません。内容を引き継いで、新しい様式で始めてもらいます。制度が変わり、古い様式では受け付けられないときに選びます。"),
    ];

    public static string Title(MidFormPolicy policy) => Policies.First(p => p.Policy == policy).Title;
}

/// <param name="Public">What citizens will read about the new version.</param>
/// <param name="Internal">What else becomes different, for the office alone.</param>
public sealed record PublishChanges(bool IsFirst, IReadOnlyList<DefinitionChange> Public, IReadOnlyList<DefinitionChange> Internal)
{
    public static PublishChanges Of(DefinitionFiles? before, DefinitionFiles after)
    {
        if (before is null)
            return new(true, [], []);
        var (old, now) = (DefinitionTree.Read(before), DefinitionTree.Read(after));
        var shown = DefinitionDiff.PublicWords(old, now);
        return new(false, shown, [.. DefinitionDiff.Words(old, now).Except(shown)]);
    }
}

/// <summary>Collects it.</summary>
internal sealed class PublishReader(ReadPublication read, ListVersions versions, ProcedureCatalog catalog, CountDrafts drafts, TimeProvider time)
{
    public async Task<PublishView> ReadAsync(OpenedDesign design, Act act, CancellationToken cancel)
    {
        var requests = (await read.ListAsync(design.Code, act, cancel)).Value;
        var current = requests is [{ State: PublicationState.Asked or PublicationState.Approved or PublicationState.SentBack } newest, ..]
            ? (await read.HandleAsync(newest.Id, act, cancel)) is { IsOk: true } found ? found.Value : null : null;
        var preview = current is { Request.IsOpen: true } ? null : (await read.PreviewAsync(design.Code, act, cancel)).Value;
        var changes = preview is not null ? PublishChanges.Of(preview.Published, preview.Files) : PublishChanges.Of(current!.Published, current.Asked);
        return new(design, preview, current, changes, await versions.HandleAsync(design.Code, cancel), requests,
            (await catalog.StandingAsync(design.Code, cancel))?.Retired, await drafts.HandleAsync(design.Code, cancel))
        {
            PublishesAtOnce = !(current?.Request.PublishAt > time.GetUtcNow().UtcDateTime),
        };
    }
}
