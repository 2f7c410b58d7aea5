package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.access.ApiTokenResource;
import dk.ledelseskatalog.access.ExclusionResource;
import dk.ledelseskatalog.audit.AuditEventResource;
import dk.ledelseskatalog.authoring.ArchiveResource;
import dk.ledelseskatalog.authoring.EditorResource;
import dk.ledelseskatalog.authoring.MediaDeskResource;
import dk.ledelseskatalog.authoring.PreviewDeskResource;
import dk.ledelseskatalog.authoring.QualityReportResource;
import dk.ledelseskatalog.authoring.ReleaseDeskResource;
import dk.ledelseskatalog.authoring.ScheduleResource;
import dk.ledelseskatalog.authoring.VersionResource;
import dk.ledelseskatalog.delivery.ChangeResource;
import dk.ledelseskatalog.delivery.EntryResource;
import dk.ledelseskatalog.delivery.FeedResource;
import dk.ledelseskatalog.delivery.OEmbedResource;
import dk.ledelseskatalog.delivery.PreviewResource;
import dk.ledelseskatalog.delivery.ReleaseResource;
import dk.ledelseskatalog.delivery.SearchResource;
import dk.ledelseskatalog.delivery.SuggestionResource;
import dk.ledelseskatalog.delivery.TodayResource;
import dk.ledelseskatalog.learning.CompletionResource;
import dk.ledelseskatalog.learning.CorrectionResource;
import dk.ledelseskatalog.learning.TeamMembershipResource;
import dk.ledelseskatalog.learning.TeamResource;
import dk.ledelseskatalog.masterclass.AttendanceResource;
import dk.ledelseskatalog.masterclass.CalendarResource;
import dk.ledelseskatalog.masterclass.EnrolmentResource;
import dk.ledelseskatalog.masterclass.SessionResource;
import dk.ledelseskatalog.outbox.OutboxMessageResource;
import dk.ledelseskatalog.outbox.OutboxResendResource;
import dk.ledelseskatalog.outbox.OutboxResource;
import dk.ledelseskatalog.outbox.ReconciliationResource;
import dk.ledelseskatalog.privacy.ErasureResource;
import dk.ledelseskatalog.privacy.MeResource;
import dk.ledelseskatalog.privacy.RetentionReportResource;
import dk.ledelseskatalog.searchlog.SearchLogResource;
import dk.ledelseskatalog.webhooks.WebhookMessageResource;
import dk.ledelseskatalog.webhooks.WebhookResource;
import jakarta.ws.rs.ApplicationPath;
import java.util.List;

/** Everything under {@code /api}. */
@ApplicationPath("/api")
public class ApiApplication extends RestApplication {
  public ApiApplication() {
    super(
        List.of(
            ApiTokenResource.class,
            ArchiveResource.class,
            AttendanceResource.class,
            AuditEventResource.class,
            CalendarResource.class,
            ChangeResource.class,
            CompletionResource.class,
            CorrectionResource.class,
            EditorResource.class,
            EnrolmentResource.class,
            EntryResource.class,
            OutboxMessageResource.class,
            OutboxResendResource.class,
            OutboxResource.class,
            ReconciliationResource.class,
            ErasureResource.class,
            ExclusionResource.class,
            FeedResource.class,
            OEmbedResource.class,
            TodayResource.class,
            MeResource.class,
            MediaDeskResource.class,
            PreviewDeskResource.class,
            PreviewResource.class,
            QualityReportResource.class,
            ReleaseDeskResource.class,
            ReleaseResource.class,
            RetentionReportResource.class,
            ScheduleResource.class,
            SearchLogResource.class,
            SearchResource.class,
            SessionResource.class,
            SuggestionResource.class,
            TeamMembershipResource.class,
            TeamResource.class,
            VersionResource.class,
            WebhookMessageResource.class,
            WebhookResource.class));
  }
}
