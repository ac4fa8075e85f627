using System.Globalization;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>
/// A post says how its boxes stand, not what was done to them. What differs from what the person had before them is what they changed; the rest may be a
/// colleague's work, or their own from another window, and stays.
/// </summary>
internal static class EditBase
{
    /// <summary>The revision that the posted page showed; after a conflict it is older than the one that the post builds on.</summary>
    public static int Revision(IFormCollection? form) =>
        int.TryParse(form?["_base"].ToString() is { Length: > 0 } kept ? kept : form?["_revision"].ToString().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The design as the person had it before them.</summary>
    public static async Task<EditorView> ViewAsync(EditorView now, OpenDesign open, Act act, CancellationToken cancel) =>
        Revision(now.Posted) is var number and > 0 && number != now.Design.Stamp.Head && (await open.RevisionAsync(now.Place.Code, number, act, cancel)) is { IsOk: true } before ? At(now, before.Value) : now;

    /// <summary>What the colleague did since, what this person wanted, and the same post once more for whoever wants both. The page stays as the person had it.</summary>
    public static async Task<EditorView> ConflictAsync(EditorView now, DesignStamp seen, IReadOnlyList<DefinitionEdit> edits, OpenDesign open, Act act, CancellationToken cancel)
    {
        var before = await open.RevisionAsync(now.Place.Code, seen.Head, act, cancel);
        var (theirs, mine) = DesignConflict.Of(before, now.Design.Tree, edits);
        var again = now.Posted!.Where(f => f.Key is not ("_revision" or "_base" or "_token"))
            .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))).ToList();
        var view = before.IsOk ? At(now, before.Value) : now;
        return view with
        {
            Design = view.Design with { Stamp = seen }, Status = StatusCodes.Status409Conflict,
            Conflict = new(now.Design.ChangedBy, now.Design.Stamp, Revision(now.Posted), theirs, mine, again),
        };
    }

    private static EditorView At(EditorView now, DefinitionTree tree) => now with { Design = now.Design with { Tree = tree } };
}
