using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

public sealed class OpenDraft(Drafts drafts)
{
    public async Task<Result<OpenedDraft>> HandleAsync(Guid id, DraftOwner owner, CancellationToken cancel)
    {
        var draft = await drafts.ReadAsync(id, owner, cancel);
        return draft.Error is { } error ? error : await drafts.OpenAsync(draft.Value, cancel);
    }

    /// <summary>The draft as a window sees it that was drawn from an earlier version of the form: what it sends is read by that version's fields.</summary>
    public Task<OpenedDraft> AsOfAsync(OpenedDraft draft, int? formVersion, CancellationToken cancel) => drafts.AsOfAsync(draft, formVersion, cancel);

    /// <summary>The draft as it would look with this page; nothing is saved.</summary>
    public OpenedDraft Preview(OpenedDraft draft, string pageId, JsonObject pageAnswers) => drafts.With(draft, pageId, pageAnswers);
}
