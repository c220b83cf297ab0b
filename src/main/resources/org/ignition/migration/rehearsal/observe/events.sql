UNION ALL
(SELECT kind::pg_catalog.text, object, NULL, NULL, type, name, class, sub, detail, id
   FROM ignition_rehearsal.event WHERE id OPERATOR(pg_catalog.>) ? ORDER BY id)
